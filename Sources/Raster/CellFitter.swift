import TextScreen

/// Finds the cell that is nearest to the pixels it stands for: a glyph that divides it, and two colours.
///
/// Nearest means the smallest squared difference along the colour map, of two kinds: place by place, as it is seen from
/// near, and of the means over each pixel's part of the cell, as it is seen from where pixels run together. In the
/// colours p of ink and q of ground both are `a p^2 + 2 b p q + c q^2 - 2 (d p + (mean - d) q)`, but for what is the
/// same for all cells. a, b and c belong to the glyph; only d depends on the pixels, and is linear in them.
struct CellFitter {
  /// The fragments of a cell whose sums are needed.
  let lattice: CellLattice

  /// How many lanes all candidates take.
  let laneCount: Int

  private struct Candidate {
    let glyph: Unicode.Scalar
    let inverse: Unicode.Scalar?
    let a: Float
    let b: Float
    let c: Float
  }

  /// Numbers of as many candidates as are computed together.
  typealias Lanes = SIMD8<Float>

  /// The weight of the means over pixels; that of places is the rest to 1.
  ///
  /// Means alone would make the most faithful pixels, but of harsher glyphs.
  static let weightOfMeans: Float = 0.6

  private let ramp: Ramp
  private let candidates: [Candidate]
  /// What the fragments' shares count for in each candidate's d: `[fragments x lanes]`.
  private let weights: [Lanes]
  /// The inverse of each candidate's `a b, b c`, whose product with d and the rest of the mean is the best two of
  /// all colours: `[lanes]`.
  private let inverse: [(inkInk: Lanes, inkGround: Lanes, groundGround: Lanes)]
  /// Whether there are no colours but the terminal's own, the text's for ink and the background's for ground.
  private let isMono: Bool
  private let glyphs: [Unicode.Scalar: (candidate: Int, isInverse: Bool)]
  private let tolerance: Float

  /// A fitter that divides cells of about `pixels.columns x pixels.rows` pixels by `splits`.
  ///
  /// - Parameter tolerance: the root of the mean squared difference, along the colour map, that a cell may have above
  ///   the best one's and still stay as it is shown.
  init(ramp: Ramp, splits: [Split], pixels: Size, isMono: Bool, tolerance: Float) {
    self.ramp = ramp
    self.isMono = isMono
    self.tolerance = tolerance * tolerance
    let parts = splits.isEmpty ? [] : Self.parts(pixels)
    lattice = CellLattice(parts + splits.flatMap(\.ink))
    let fragments = lattice.fragments
    let partOfFragment = fragments.map { fragment in
      parts.firstIndex { fragment.share(coveredBy: $0) > 0.5 } ?? 0
    }
    let (means, places) = (Self.weightOfMeans, 1 - Self.weightOfMeans)
    var candidates: [Candidate] = []
    var glyphs: [Unicode.Scalar: (candidate: Int, isInverse: Bool)] = [:]
    var rows: [[Float]] = []
    for split in splits {
      glyphs[split.glyph] = (candidates.count, false)
      if let inverse = split.inverse { glyphs[inverse] = (candidates.count, true) }
      func cover(_ box: Box) -> Float { split.ink.reduce(0) { $0 + box.share(coveredBy: $1) } }
      let covers = parts.map(cover)
      func mean(_ value: (Float) -> Float) -> Float {
        covers.reduce(0) { $0 + value($1) } / Float(parts.count)
      }
      candidates.append(
        Candidate(
          glyph: split.glyph, inverse: split.inverse, a: places * split.area + means * mean { $0 * $0 },
          b: means * mean { $0 * (1 - $0) },
          c: places * (1 - split.area) + means * mean { (1 - $0) * (1 - $0) }))
      rows.append(
        zip(fragments, partOfFragment).map { fragment, part in
          places * cover(fragment) + means * covers[part]
        })
    }
    (self.candidates, self.glyphs) = (candidates, glyphs)
    let width = Lanes.scalarCount
    let laneCount = (candidates.count + width - 1) / width
    self.laneCount = laneCount
    /// Lanes beyond the last candidate stay 0.
    func lanes(_ number: Int, _ value: (Int) -> Float) -> Lanes {
      var lanes = Lanes.zero
      for lane in 0..<width where number * width + lane < candidates.count {
        lanes[lane] = value(number * width + lane)
      }
      return lanes
    }
    weights = fragments.indices.flatMap { fragment in
      (0..<laneCount).map { lanes($0) { rows[$0][fragment] } }
    }
    let determinants = candidates.map { $0.a * $0.c - $0.b * $0.b }
    inverse = (0..<laneCount).map { number in
      (
        inkInk: lanes(number) { candidates[$0].c / determinants[$0] },
        inkGround: lanes(number) { -candidates[$0].b / determinants[$0] },
        groundGround: lanes(number) { candidates[$0].a / determinants[$0] }
      )
    }
  }

  /// A cell's equal parts, about one a pixel, on edges of which glyphs have many too.
  private static func parts(_ pixels: Size) -> [Box] {
    func nearest(_ count: Int, among choices: [Int]) -> Int {
      choices.min { abs($0 - count) < abs($1 - count) } ?? 1
    }
    let columns = nearest(pixels.columns, among: [1, 2, 3, 4, 8])
    let rows = nearest(pixels.rows, among: [1, 2, 3, 4, 6, 8, 12, 24])
    return (0..<columns * rows).map { .piece($0 % columns, $0 / columns, columns: columns, rows: rows) }
  }

  /// The cell for pixels of which its fragments have these shares; the one that is `shown` where that is hardly worse.
  ///
  /// - Parameter inked: room for every candidate's d, `laneCount` of them.
  func cell(_ shares: [Float], shown: Cell?, inked: inout [Lanes]) -> Cell {
    let mean = shares.reduce(0, +)
    let plain = ramp.plains[ramp.plain(nearest: mean)]
    var minDifference = plain.position * (plain.position - 2 * mean)
    var chosen: (index: Int, ink: Int, ground: Int)?
    weigh(shares, into: &inked)
    for lane in 0..<laneCount {
      // The difference that the best two of all colours would leave; the colours of the ramp can only leave more.
      let (ink, rest, inverse) = (inked[lane], mean - inked[lane], inverse[lane])
      let bounds =
        -(inverse.inkInk * ink * ink + 2 * inverse.inkGround * ink * rest + inverse.groundGround * rest * rest)
      // Glyphs that divide nothing, or only by as much as rounding does, are left to the plain ones.
      guard any(bounds .< minDifference - 1e-6) else { continue }
      for place in 0..<Lanes.scalarCount where bounds[place] < minDifference - 1e-6 {
        let index = lane * Lanes.scalarCount + place
        guard index < candidates.count, let levels = levels(of: index, d: ink[place], mean: mean) else {
          continue
        }
        let difference = Self.difference(
          candidates[index], d: ink[place], mean: mean, ink: ramp.levels[levels.ink].position,
          ground: ramp.levels[levels.ground].position)
        guard difference < minDifference - 1e-6 else { continue }
        minDifference = difference
        chosen = (index, levels.ink, levels.ground)
      }
    }
    let best =
      chosen.map { cell(candidates[$0.index], ink: ramp.levels[$0.ink], ground: ramp.levels[$0.ground]) }
      ?? plain.cell
    if let shown, shown != best, let difference = difference(of: shown, mean: mean, inked: inked),
      difference <= minDifference + tolerance
    {
      return shown
    }
    return best
  }

  /// Computes every candidate's d.
  private func weigh(_ shares: [Float], into inked: inout [Lanes]) {
    for lane in 0..<laneCount { inked[lane] = .zero }
    for (fragment, share) in shares.enumerated() where share != 0 {
      for lane in 0..<laneCount { inked[lane] += weights[fragment * laneCount + lane] * share }
    }
  }

  /// The numbers of the best two levels there are for a candidate.
  private func levels(of index: Int, d: Float, mean: Float) -> (ink: Int, ground: Int)? {
    let candidate = candidates[index]
    let (a, b, c) = (candidate.a, candidate.b, candidate.c)
    guard isMono else {
      // Where ink and ground share pixels, each colour depends on the other: from the best two of all colours on,
      // each in turn is made the nearest there is.
      var ink = ramp.level(nearest: (d * c - (mean - d) * b) / (a * c - b * b))
      let ground = ramp.level(nearest: (mean - d - b * ramp.levels[ink].position) / c)
      ink = ramp.level(nearest: (d - b * ramp.levels[ground].position) / a)
      return ink == ground ? nil : (ink, ground)
    }
    if d * (c + b) > (mean - d) * (a + b) { return (1, 0) }
    return candidate.inverse == nil ? nil : (0, 1)
  }

  /// Ink is the colour that is further along the map, where a glyph allows it: so the ground stays the same over
  /// most of a picture, and need not be sent.
  private func cell(_ candidate: Candidate, ink: Ramp.Level, ground: Ramp.Level) -> Cell {
    if let inverse = candidate.inverse, ink.position < ground.position {
      return Cell(inverse, style: Style(foreground: ground.color, background: ink.color))
    }
    return Cell(candidate.glyph, style: Style(foreground: ink.color, background: ground.color))
  }

  private static func difference(
    _ candidate: Candidate, d: Float, mean: Float, ink: Float, ground: Float
  ) -> Float {
    ink * (candidate.a * ink + 2 * candidate.b * ground - 2 * d)
      + ground * (candidate.c * ground - 2 * (mean - d))
  }

  /// The difference of any cell; nil for one that this fitter does not draw.
  private func difference(of cell: Cell, mean: Float, inked: [Lanes]) -> Float? {
    if let position = ramp.plainPositions[cell] { return position * (position - 2 * mean) }
    // A mark that was drawn here may have left its attributes.
    guard cell.style.attributes.isEmpty, let (index, isInverse) = glyphs[cell.glyph] else { return nil }
    var (ink, ground): (Float, Float) = (1, 0)
    if !isMono {
      guard let foreground = ramp.positions[cell.style.foreground],
        let background = ramp.positions[cell.style.background]
      else { return nil }
      (ink, ground) = (foreground, background)
    }
    if isInverse { (ink, ground) = (ground, ink) }
    let d = inked[index / Lanes.scalarCount][index % Lanes.scalarCount]
    return Self.difference(candidates[index], d: d, mean: mean, ink: ink, ground: ground)
  }
}
