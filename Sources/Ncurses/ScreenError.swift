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
