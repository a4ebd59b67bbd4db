import TextScreen

/// How a terminal is taken.
public struct ScreenSettings: Hashable, Sendable {
  /// The process's environment: `TERM`, `NO_COLOR` and the locale's variables are read.
  public var environment: [String: String]

  /// The user's choice of colours, of which more than the terminal has are not used; nil for automatic.
  public var depth: Capabilities.Depth?

  /// The user's choice of glyphs; nil for automatic.
  public var symbols: Capabilities.Symbols?

  /// Whether standard error, where it is a terminal, is held back until the screen is closed.
  ///
  /// Anything that a library prints there meanwhile would tear the screen.
  public var holdsStandardError: Bool

  /// The file descriptor to read keys from; where it is not a terminal, the controlling one is used.
  public var input: Int32

  /// The file descriptor to draw on.
  public var output: Int32

  /// Makes settings; what is left out is automatic, on standard input and output.
  public init(
    environment: [String: String], depth: Capabilities.Depth? = nil, symbols: Capabilities.Symbols? = nil,
    holdsStandardError: Bool = true, input: Int32 = 0, output: Int32 = 1
  ) {
    self.environment = environment
    self.depth = depth
    self.symbols = symbols
    self.holdsStandardError = holdsStandardError
    self.input = input
    self.output = output
  }
}
