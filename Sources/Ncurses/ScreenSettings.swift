import TextScreen

/// How a terminal is taken.
public struct ScreenSettings: Hashable, Sendable {
  /// The process's environment: `TERM`, `NO_COLOR`, `COLORFGBG` and the locale's variables are read.
  public var environment: [String: String]

  /// What the user wants to be drawn with.
  public var choice: ScreenChoice

  /// Whether the mouse is reported from the start.
  public var reportsMouse: Bool

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
    environment: [String: String], choice: ScreenChoice = .init(), reportsMouse: Bool = false,
    holdsStandardError: Bool = true, input: Int32 = 0, output: Int32 = 1
  ) {
    self.environment = environment
    self.choice = choice
    self.reportsMouse = reportsMouse
    self.holdsStandardError = holdsStandardError
    self.input = input
    self.output = output
  }
}
