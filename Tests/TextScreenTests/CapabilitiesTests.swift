import Testing
import TextScreen

@Suite struct CapabilitiesTests {
  @Test(
    "the depth is the greatest the terminal has colours for",
    arguments: [
      (-1, Capabilities.Depth.mono), (0, .mono), (2, .mono), (7, .mono), (8, .eight), (15, .eight),
      (16, .sixteen), (88, .sixteen), (256, .palette256), (32767, .palette256),
    ])
  func depths(colors: Int, depth: Capabilities.Depth) {
    let found = Capabilities.detect(environment: [:], codesetIsUTF8: true, colorsReported: colors)
    #expect(found == Capabilities(depth: depth, symbols: .braille))
  }

  @Test("NO_COLOR means mono unless it is empty or the user chose a depth")
  func noColor() {
    func depth(_ value: String, chosen: Capabilities.Depth? = nil) -> Capabilities.Depth {
      Capabilities.detect(
        environment: ["NO_COLOR": value], codesetIsUTF8: true, colorsReported: 256, depth: chosen
      ).depth
    }
    #expect(depth("1") == .mono)
    #expect(depth("") == .palette256)
    #expect(depth("1", chosen: .sixteen) == .sixteen)
  }

  @Test("without UTF-8, and on the Linux console, glyphs are ASCII unless the user chose others")
  func symbols() {
    func symbols(term: String, utf8: Bool, chosen: Capabilities.Symbols? = nil) -> Capabilities.Symbols {
      Capabilities.detect(
        environment: ["TERM": term], codesetIsUTF8: utf8, colorsReported: 8, symbols: chosen
      ).symbols
    }
    #expect(symbols(term: "xterm-256color", utf8: true) == .braille)
    #expect(symbols(term: "xterm-256color", utf8: false) == .ascii)
    #expect(symbols(term: "linux", utf8: true) == .ascii)
    #expect(symbols(term: "linux", utf8: true, chosen: .block) == .block)
    #expect(symbols(term: "xterm", utf8: false, chosen: .braille) == .braille)
  }
}
