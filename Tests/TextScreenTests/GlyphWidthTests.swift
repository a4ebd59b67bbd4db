import Testing
import TextScreen

@Suite struct GlyphWidthTests {
  @Test(
    "letters, lines, blocks and braille take one column",
    arguments: ["a", "~", "é", "β", "Ω", "─", "█", "▀", "⠿", "●", "→", "′", "\u{303F}"] as [Unicode.Scalar])
  func one(scalar: Unicode.Scalar) {
    #expect(scalar.isOneColumnWide)
    #expect(Cell(scalar).glyph == scalar)
  }

  @Test(
    "controls, joiners, combining marks, wide forms and emoji do not",
    arguments: [
      "\0", "\n", "\u{1B}", "\u{7F}", "\u{9B}", "\u{200B}", "\u{200D}", "\u{301}", "\u{FE0F}", "\u{2028}",
      "漢", "가", "\u{1161}", "Ａ", "🙂", "⌚", "\u{E000}", "\u{10FFFF}",
    ] as [Unicode.Scalar])
  func others(scalar: Unicode.Scalar) {
    #expect(!scalar.isOneColumnWide)
    #expect(Cell(scalar).glyph == "?")
  }
}
