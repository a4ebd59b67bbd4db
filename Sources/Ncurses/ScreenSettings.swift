import TextScreen

/// How a terminal is set up for full-screen drawing.
public struct ScreenSettings: Hashable, Sendable {
  /// The process's environment, of which `TERM`, `NO_COLOR`, `COLORFGBG` and the locale's variables are used.
  public var environment: [String: String]

  /// The colours and glyphs that the user chose.
  public var choice: ScreenChoice

  /// Whether the terminal reports the mouse from the start.
  public var reportsMouse: Bool

  /// Whether standard error, if it is a terminal, is held back until the screen is closed.
  ///
  /// Anything that a library prints there meanwhile would disturb the screen.
  public var holdsStandardError: Bool

  /// The file descriptor to read keys from; if it is not a terminal, the controlling terminal is used.
  public var input: Int32

  /// The file descriptor to draw on.
  public var output: Int32

  /// Makes settings; by default everything is automatic, on standard input and output.
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
