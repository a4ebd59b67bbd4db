import SystemLibrary

/// Why a terminal cannot be drawn on.
public enum ScreenError: Error, Hashable, Sendable {
  /// Standard output, or what was given for it, is not a terminal.
  case notATerminal

  /// The terminal's type is "dumb" or none, or neither it nor the commonest type can be drawn on.
  case unusableType(String)

  /// There is a screen already; only one can be up at a time.
  case alreadyOpen

  /// The system refused something that a screen needs; what, and `errno`.
  case system(operation: String, code: Int32)
}

extension ScreenError: CustomStringConvertible {
  /// One line: what is wrong, and the mend.
  public var description: String {
    switch self {
    case .notATerminal:
      "the full screen needs a terminal to draw on; use --headless without one"
    case .unusableType(let type):
      "the terminal type '\(type)' in TERM cannot show a full screen; set TERM, or use --headless"
    case .alreadyOpen:
      "the terminal is in use by another screen of this program; close that one first"
    case .system(let operation, let code):
      "cannot \(operation): \(String(cString: strerror(code))); --headless works without it"
    }
  }
}
