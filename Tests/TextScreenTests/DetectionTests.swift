import Testing
import TextScreen

@Suite struct DetectionTests {
  private func detection(
    _ environment: [String: String] = [:], utf8: Bool = true, colors: Int = 256,
    _ choice: ScreenChoice = ScreenChoice()
  ) -> Detection {
    Detection(environment: environment, codesetIsUTF8: utf8, colorsReported: colors, choice: choice)
  }

  @Test(
    "the depth is the greatest the terminal has colours for",
    arguments: [
      (-1, Capabilities.Depth.mono), (0, .mono), (2, .mono), (7, .mono), (8, .eight), (15, .eight),
      (16, .sixteen), (88, .sixteen), (256, .palette256), (32767, .palette256), (16_777_216, .truecolor),
    ])
  func depths(colors: Int, depth: Capabilities.Depth) {
    let found = detection(colors: colors)
    #expect(found.capabilities == Capabilities(depth: depth, symbols: .braille))
    #expect(found.depth == .described(colors))
  }

  @Test("NO_COLOR means mono unless it is empty or the user chose a depth")
  func noColor() {
    #expect(detection(["NO_COLOR": "1"]).capabilities.depth == .mono)
    #expect(detection(["NO_COLOR": "1"]).depth == .noColor)
    #expect(detection(["NO_COLOR": ""]).capabilities.depth == .palette256)
    let chosen = detection(["NO_COLOR": "1"], ScreenChoice(depth: .sixteen))
    #expect(chosen.capabilities.depth == .sixteen)
    #expect(chosen.depth == .chosen)
  }

  @Test("a choice of more colours than there are is cut down to what there is, and said so")
  func tooManyColors() {
    let found = detection(colors: 8, ScreenChoice(depth: .truecolor))
    #expect(found.capabilities.depth == .eight)
    #expect(found.depth == .chosenBeyond(wanted: .truecolor, described: 8))
  }

  @Test("without UTF-8, and on the Linux console, glyphs are ASCII unless the user chose others")
  func symbols() {
    #expect(detection(["TERM": "xterm-256color"]).capabilities.symbols == .braille)
    #expect(detection(["TERM": "xterm-256color"], utf8: false).symbols == .locale(isUTF8: false))
    #expect(detection(["TERM": "xterm-256color"], utf8: false).capabilities.symbols == .ascii)
    #expect(detection(["TERM": "linux"]).capabilities.symbols == .ascii)
    #expect(detection(["TERM": "linux-16color"]).symbols == .linuxConsole)
    #expect(detection(["TERM": "linux"], ScreenChoice(symbols: .block)).capabilities.symbols == .block)
    let impossible = detection(utf8: false, ScreenChoice(symbols: .sextant))
    #expect(impossible.capabilities.symbols == .ascii)
    #expect(impossible.symbols == .chosenWithoutUTF8)
  }

  @Test("each set of glyphs has those before it")
  func order() {
    #expect(Capabilities.Symbols.allCases == Capabilities.Symbols.allCases.sorted())
  }

  @Test(
    "COLORFGBG tells the background by its last number",
    arguments: [
      ("15;0", Capabilities.Background.dark), ("0;15", .light), ("0;default;15", .light), ("7;8", .dark),
      ("0;7", .light), ("12;3", .dark),
    ])
  func variable(value: String, background: Capabilities.Background) {
    let found = detection(["COLORFGBG": value])
    #expect(found.capabilities.background == background)
    #expect(found.background == .variable(value))
  }

  @Test("the background is dark where nothing tells", arguments: ["", "0", "0;default", "0;16", "0;-1", ";"])
  func assumed(value: String) {
    #expect(detection(["COLORFGBG": value]).capabilities.background == .dark)
    #expect(detection(["COLORFGBG": value]).background == .assumed)
  }

  @Test("the user's word on the background goes before the terminal's")
  func chosenBackground() {
    let found = detection(["COLORFGBG": "15;0"], ScreenChoice(background: .light))
    #expect(found.capabilities.background == .light)
    #expect(found.background == .chosen)
  }

  @Test("a colour is a light background where dark text is easier to read on it")
  func lightColors() {
    #expect(Capabilities.Background(red: 1, green: 1, blue: 0.9) == .light)
    #expect(Capabilities.Background(red: 0, green: 0.17, blue: 0.21) == .dark)
  }
}
