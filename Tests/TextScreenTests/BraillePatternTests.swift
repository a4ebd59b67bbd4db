import Testing
import TextScreen

@Suite struct BraillePatternTests {
  @Test("dots stand left to right and top to bottom")
  func order() {
    #expect((0..<8).map { BraillePattern.glyph(1 << $0) } == ["⠁", "⠈", "⠂", "⠐", "⠄", "⠠", "⡀", "⢀"])
    #expect(BraillePattern.glyph(0) == " " && BraillePattern.glyph(255) == "⣿")
  }

  @Test("every set of dots comes back from its glyph, and from no other glyph does any")
  func back() {
    for dots in UInt8.min...UInt8.max {
      #expect(BraillePattern.dots(of: BraillePattern.glyph(dots)) == dots)
    }
    for glyph: Unicode.Scalar in ["a", "▀", "\u{27FF}", "\u{2900}", "\u{0}"] {
      #expect(BraillePattern.dots(of: glyph) == nil)
    }
  }
}
