import SystemLibrary

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
