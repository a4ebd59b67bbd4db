import SystemLibrary

/// Why a terminal cannot be drawn on.
public enum ScreenError: Error, Hashable, Sendable {
  /// Standard output, or the descriptor given instead, is not a terminal.
  case notATerminal

  /// The terminal's type is "dumb" or empty, or neither it nor `xterm-256color` can be drawn on.
  case unusableType(String)

  /// Another screen exists; only one can exist at a time.
  case alreadyOpen

  /// The system refused an operation that a screen needs; `code` is an `errno`.
  case system(operation: String, code: Int32)
}

extension ScreenError: CustomStringConvertible {
  /// One line: what is wrong, and the fix.
  public var description: String {
    switch self {
    case .notATerminal:
      "the full screen needs a terminal; use --headless without one"
    case .unusableType(let type):
      "the terminal type '\(type)' in TERM cannot show a full screen; set TERM, or use --headless"
    case .alreadyOpen:
      "the terminal is in use by another screen of this program; close that one first"
    case .system(let operation, let code):
      "cannot \(operation): \(String(cString: strerror(code))); use --headless, which needs no terminal"
    }
  }
}
