import TextScreen

/// Draws a cell's pixels as the eight dots of a braille pattern, in the terminal's own colours.
struct DotFitter {
  /// The fragments of a cell that the dots stand for.
  static let lattice = CellLattice((0..<8).map { Box.piece($0 % 2, $0 / 2, columns: 2, rows: 4) })

  /// How far above one half, or below, a dot's mean may be before it changes from what is shown.
  let tolerance: Float

  /// The cell for pixels of which its fragments have these shares; dots that are `shown` stay where that is hardly worse.
  func cell(_ shares: [Float], shown: Cell?) -> Cell {
    let earlier = shown.flatMap { $0.style == .plain ? BraillePattern.dots(of: $0.glyph) : nil }
    var dots: UInt8 = 0
    for (dot, share) in shares.enumerated() {
      let mean = share * Float(shares.count)
      let wasSet = earlier.map { $0 >> UInt8(dot) & 1 == 1 }
      let threshold = 0.5 + (wasSet == nil ? 0 : wasSet == true ? -tolerance : tolerance)
      if mean > threshold { dots |= 1 << UInt8(dot) }
    }
    return Cell(BraillePattern.glyph(dots))
  }
}
