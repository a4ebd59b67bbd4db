import TextScreen

/// Draws a cell's pixels as the eight dots of a braille pattern, in the terminal's own colours.
struct DotFitter {
  /// The tiles of a cell that the dots stand for.
  static let lattice = CellLattice((0..<8).map { Box.tile($0 % 2, $0 / 2, columns: 2, rows: 4) })

  /// The bit of each dot in a pattern (Unicode, U+2800): the left column, the right one, and the lowest two last.
  private static let bits: [UInt32] = [0, 3, 1, 4, 2, 5, 6, 7]
  private static let firstPattern: UInt32 = 0x2800

  /// How far above one half, or below, a dot's mean may be before it changes from what is shown.
  let tolerance: Float

  /// The cell for pixels of which its tiles have these shares; dots that are `shown` stay where that is hardly worse.
  func cell(_ shares: [Float], shown: Cell?) -> Cell {
    let earlier = shown.flatMap(Self.pattern)
    var pattern: UInt32 = 0
    for (dot, bit) in Self.bits.enumerated() {
      let mean = shares[dot] * Float(Self.bits.count)
      let wasSet = earlier.map { $0 >> bit & 1 == 1 }
      let threshold = 0.5 + (wasSet == nil ? 0 : wasSet == true ? -tolerance : tolerance)
      if mean > threshold { pattern |= 1 << bit }
    }
    guard pattern != 0, let glyph = Unicode.Scalar(Self.firstPattern + pattern) else { return .blank }
    return Cell(glyph)
  }

  private static func pattern(of cell: Cell) -> UInt32? {
    if cell == .blank { return 0 }
    let pattern = cell.glyph.value &- firstPattern
    return pattern < 256 && cell.style == .plain ? pattern : nil
  }
}
