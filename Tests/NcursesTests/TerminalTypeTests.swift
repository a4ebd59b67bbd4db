import Ncurses
import Testing
import TextScreen

// An extension of the serialised suite, because terminfo has one current terminal for all threads.
extension NcursesScreenTests {
  @Test(
    "a terminal is driven as its own type, as one of its family with the colours asked for, or as the commonest",
    arguments: [
      ("xterm", nil, "xterm", 8), ("xterm", .palette256, "xterm-256color", 256),
      ("xterm-256color", .eight, "xterm-256color", 256), ("screen", .palette256, "screen-256color", 256),
      ("linux", .palette256, "linux", 8), ("vt100", nil, "vt100", 0),
      ("no-such-type", nil, "xterm-256color", 256),
    ] as [(String, Capabilities.Depth?, String, Int)])
  func describedType(type: String, depth: Capabilities.Depth?, expected: String, colors: Int) throws {
    let found = try #require(TerminalType.describedColors(for: type, depth: depth))
    #expect(found == (expected, colors))
  }

  @Test("a terminal that cannot be drawn on has no type", arguments: ["", "dumb"])
  func noType(type: String) {
    #expect(TerminalType.describedColors(for: type, depth: .palette256) == nil)
  }
}
