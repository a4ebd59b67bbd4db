import Ncurses
import SystemLibrary
import TextScreen

/// What is known of the terminal that standard output goes to.
struct TerminalFacts {
  let environment: [String: String]
  /// Whether standard output is a terminal at all.
  let isTerminal: Bool
  /// The size of the terminal in cells; nil without a terminal, or if it does not say.
  let size: Size?
  /// Whether the process writes UTF-8.
  let isUTF8: Bool

  init(environment: [String: String], choice: ScreenChoice) {
    self.environment = environment
    isTerminal = StandardOutput.isTerminal
    isUTF8 = TextLocale.adopt(environment: environment, symbols: choice.symbols)
    var window = winsize()
    let isKnown =
      ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0 && window.ws_col > 0 && window.ws_row > 0
    size = isKnown ? Size(columns: Int(window.ws_col), rows: Int(window.ws_row)) : nil
  }

  /// What terminfo calls the terminal.
  var type: String { environment["TERM"] ?? "" }

  /// What the full screen would find.
  func screenDetection(_ choice: ScreenChoice) -> Detection {
    Detection(
      environment: environment, codesetIsUTF8: isUTF8,
      colorsReported: TerminalType.describedColors(for: type, depth: choice.depth)?.colors ?? 0,
      choice: choice)
  }

  /// What printed lines of text may be drawn with.
  ///
  /// A file or a pipe has no colours unless they are asked for; those that are asked for need no description, since the
  /// sequences that print them are the same everywhere.
  func printingDetection(_ choice: ScreenChoice) -> Detection {
    let described = isTerminal ? TerminalType.describedColors(for: type, depth: choice.depth)?.colors ?? 0 : 0
    let isTruecolor = isTerminal && ["truecolor", "24bit"].contains(environment["COLORTERM"])
    return Detection(
      environment: environment, codesetIsUTF8: isUTF8,
      colorsReported: max(
        described, isTruecolor ? Capabilities.Depth.truecolor.rawValue : 0, choice.depth?.rawValue ?? 0),
      choice: choice)
  }
}
