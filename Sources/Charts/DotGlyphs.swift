import TextScreen

/// How a cell shows a few dots: a table from the set of dots to the glyph.
///
/// Dot (x, y) of a cell is bit `y * across + x`.
struct DotGlyphs {
  /// Dots side by side in a cell.
  let across: Int

  /// Dots one above the other in a cell.
  let down: Int

  /// The glyph for each set of dots; nil where the only dot of a cell is the character of its line's dash.
  private let glyphs: [Unicode.Scalar]?

  /// The glyph for a set of at least one dot, the last of which belongs to a line with this dash.
  func glyph(_ set: UInt8, dash: Dash) -> Unicode.Scalar { glyphs?[Int(set)] ?? dash.character }

  /// The finest dots that a terminal can show.
  static func finest(for symbols: Capabilities.Symbols) -> DotGlyphs {
    switch symbols {
    case .braille, .sextant: braille
    case .block: halfBlocks
    case .ascii: characters
    }
  }

  private static let braille = DotGlyphs(
    across: 2, down: 4, glyphs: (0...255).map { BraillePattern.glyph($0) })
  private static let halfBlocks = DotGlyphs(across: 1, down: 2, glyphs: [" ", "▀", "▄", "█"])
  private static let characters = DotGlyphs(across: 1, down: 1, glyphs: nil)
}
