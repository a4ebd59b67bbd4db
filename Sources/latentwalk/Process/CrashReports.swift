import SystemLibrary

/// How the Swift runtime reports a crash.
enum CrashReports {
  private static let variable = "SWIFT_BACKTRACE"

  /// Lets SIGQUIT (Ctrl-\) end the program, where the runtime's handler would print a backtrace and go on.
  static func leaveQuit() {
    let handler = signal(SIGQUIT, SIG_DFL)
    if unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
      signal(SIGQUIT, SIG_IGN)
    }
  }

  /// Starts the program over with a runtime that prints its backtrace without asking.
  ///
  /// On a terminal the runtime would wait half a minute for a key before it lets a crashed program end. It reads
  /// its settings before any code of the program runs, so that only a new process image gets them. A user's own
  /// settings stay as they are.
  static func skipQuestion(arguments: [String], executablePath: String) {
    guard getenv(variable) == nil, setenv(variable, "interactive=no", 0) == 0 else { return }
    var pointers = arguments.map { strdup($0) } + [nil]
    execv(executablePath, &pointers)
    // Reached only if that failed: the program goes on as it is.
    pointers.forEach { free($0) }
  }
}
