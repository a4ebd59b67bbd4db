import TextScreen

/// Finds the cell that is nearest to the pixels it stands for: a glyph that divides it, and two colours.
///
/// Nearest is the least sum of squared differences along the colour map, over the area of the cell. For a glyph
/// with ink of the area a and the pixels' sums S over ink and ground, the colours p and q make a difference of
/// a p^2 + (1 - a) q^2 - 2 (p S_ink + q S_ground) and what is the same for all cells; so the best colours are those
/// nearest to the means, and no pixel needs to be looked at.
struct CellFitter {
  /// The parts of a cell whose sums are needed: the whole, and then the ink of every split.
  let boxes: [Box]

  private struct Candidate {
    let glyph: Unicode.Scalar
    let inverse: Unicode.Scalar?
    let area: Float
    let boxes: Range<Int>
  }

  private let ramp: Ramp
  private let candidates: [Candidate]
  /// Whether there are no colours but the terminal's own, the text's for ink and the background's for ground.
  private let isMono: Bool
  private let glyphs: [Unicode.Scalar: (candidate: Int, isInverse: Bool)]
  private let plains: [Cell: Float]
  private let tolerance: Float

  /// A fitter that divides cells by `splits`.
  ///
  /// - Parameter tolerance: the root of the mean squared difference, along the colour map, that a cell may have above
  ///   the best one's and still stay as it is shown.
  init(ramp: Ramp, splits: [Split], isMono: Bool, tolerance: Float) {
    self.ramp = ramp
    self.isMono = isMono
    self.tolerance = tolerance * tolerance
    var boxes = [Box.whole]
    var candidates: [Candidate] = []
    var glyphs: [Unicode.Scalar: (candidate: Int, isInverse: Bool)] = [:]
    for split in splits {
      glyphs[split.glyph] = (candidates.count, false)
      if let inverse = split.inverse { glyphs[inverse] = (candidates.count, true) }
      candidates.append(
        Candidate(
          glyph: split.glyph, inverse: split.inverse, area: split.area,
          boxes: boxes.count..<boxes.count + split.ink.count))
      boxes += split.ink
    }
    (self.boxes, self.candidates, self.glyphs) = (boxes, candidates, glyphs)
    plains = Dictionary(ramp.plains.map { ($0.cell, $0.position) }, uniquingKeysWith: { first, _ in first })
  }

  /// The cell for the pixels of a column of the row that `sums` is at; the one that is `shown` where that is hardly
  /// worse.
  func cell(_ sums: BoxSums, column: Int, shown: Cell?) -> Cell {
    let mean = sums.share(ofBox: 0, column: column)
    let plain = ramp.plains[ramp.plain(nearest: mean)]
    var best = plain.cell
    var least = plain.position * (plain.position - 2 * mean)
    for candidate in candidates {
      let ink = self.ink(of: candidate, sums, column: column)
      guard let colors = colors(of: candidate, ink: ink, mean: mean) else { continue }
      let difference = Self.difference(
        area: candidate.area, ink: ink, mean: mean, inkAt: colors.ink.position,
        groundAt: colors.ground.position)
      // Glyphs that divide nothing, or only by as much as rounding does, are left to the plain ones.
      guard difference < least - 1e-6 else { continue }
      least = difference
      best = Self.cell(candidate, colors)
    }
    if let shown, shown != best, let difference = difference(of: shown, sums, column: column, mean: mean),
      difference <= least + tolerance
    {
      return shown
    }
    return best
  }

  private func ink(of candidate: Candidate, _ sums: BoxSums, column: Int) -> Float {
    var ink: Float = 0
    for box in candidate.boxes { ink += sums.share(ofBox: box, column: column) }
    return ink
  }

  private func colors(of candidate: Candidate, ink: Float, mean: Float) -> (
    ink: Ramp.Level, ground: Ramp.Level
  )? {
    let (inside, outside) = (ink / candidate.area, (mean - ink) / (1 - candidate.area))
    guard isMono else {
      let (inkLevel, groundLevel) = (ramp.level(nearest: inside), ramp.level(nearest: outside))
      return inkLevel == groundLevel ? nil : (ramp.levels[inkLevel], ramp.levels[groundLevel])
    }
    let (ground, text) = (ramp.levels[0], ramp.levels[1])
    if inside > outside { return (text, ground) }
    return candidate.inverse == nil ? nil : (ground, text)
  }

  /// Ink is the colour that is further along the map, where a glyph allows it: so the ground stays the same over
  /// most of a picture, and need not be sent.
  private static func cell(_ candidate: Candidate, _ colors: (ink: Ramp.Level, ground: Ramp.Level)) -> Cell {
    if let inverse = candidate.inverse, colors.ink.position < colors.ground.position {
      return Cell(inverse, style: Style(foreground: colors.ground.color, background: colors.ink.color))
    }
    return Cell(
      candidate.glyph, style: Style(foreground: colors.ink.color, background: colors.ground.color))
  }

  private static func difference(area: Float, ink: Float, mean: Float, inkAt: Float, groundAt: Float) -> Float
  {
    inkAt * (area * inkAt - 2 * ink) + groundAt * ((1 - area) * groundAt - 2 * (mean - ink))
  }

  /// The difference that any cell makes; nil where it is none that this fitter draws.
  private func difference(of cell: Cell, _ sums: BoxSums, column: Int, mean: Float) -> Float? {
    if let position = plains[cell] { return position * (position - 2 * mean) }
    guard let (index, isInverse) = glyphs[cell.glyph] else { return nil }
    let candidate = candidates[index]
    let ink = self.ink(of: candidate, sums, column: column)
    var colors: (ink: Float, ground: Float) = (1, 0)
    if !isMono {
      guard let foreground = ramp.positions[cell.style.foreground],
        let background = ramp.positions[cell.style.background]
      else { return nil }
      colors = (foreground, background)
    }
    if isInverse { colors = (colors.ground, colors.ink) }
    return Self.difference(
      area: candidate.area, ink: ink, mean: mean, inkAt: colors.ink, groundAt: colors.ground)
  }
}
