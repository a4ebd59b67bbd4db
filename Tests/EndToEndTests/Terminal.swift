import SystemLibrary
import Testing

/// A pseudo-terminal of a size, as tmux keeps it, with a shell in it.
struct Terminal {
  private let server: String

  /// Opens a terminal; `name` keeps tests that run side by side apart.
  init(name: String, columns: Int, rows: Int, environment: [String: String] = [:]) throws {
    server = "latentwalk-test-\(getpid())-\(name)"
    // Not as variables of the session, since tmux has its own word on TERM.
    let variables = environment.map { "\($0.key)=\($0.value)" }
    try tmux(
      ["-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "-e", "PS1=ready$ "]
        + ["env", "-u", "TMUX"] + variables + ["sh"])
    try tmux(["set-option", "-g", "status", "off"])
    try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    try waitFor("the shell") { $0.contains("ready$") }
  }

  func close() {
    _ = try? tmux(["kill-server"])
  }

  /// Types text as it is.
  func type(_ text: String) throws {
    try tmux(["send-keys", "-l", text])
  }

  /// Presses keys by tmux's names: Enter, Left, Space, C-c.
  func press(_ keys: String...) throws {
    try tmux(["send-keys"] + keys)
  }

  func resize(columns: Int, rows: Int) throws {
    try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// The text on the screen.
  func screen() throws -> String {
    try tmux(["capture-pane", "-p"])
  }

  /// The text on the screen with its colours as escape sequences.
  func styledScreen() throws -> String {
    try tmux(["capture-pane", "-e", "-p"])
  }

  /// What tmux knows of the terminal, such as `alternate_on` or `cursor_flag`.
  func fact(_ name: String) throws -> String {
    try tmux(["display-message", "-p", "#{\(name)}"]).filter { !$0.isNewline }
  }

  /// Waits until the screen is as `isAsWanted` says, and returns it.
  @discardableResult
  func waitFor(
    _ what: String, seconds: Int = 30, location: SourceLocation = #_sourceLocation,
    _ isAsWanted: (String) throws -> Bool
  ) throws -> String {
    var last = ""
    for _ in 0..<seconds * 50 {
      last = try screen()
      if try isAsWanted(last) { return last }
      usleep(20_000)
    }
    Issue.record(
      "\(what) did not come within \(seconds) s; the screen was:\n\(last)", sourceLocation: location)
    return last
  }

  /// Waits until the screen is as `isAsWanted` says and stays the same for a while, and returns it.
  ///
  /// A frame that comes in parts is not taken for a whole one. For screens on which nothing moves by itself.
  @discardableResult
  func waitUntilStill(
    _ what: String, seconds: Int = 30, location: SourceLocation = #_sourceLocation,
    _ isAsWanted: (String) throws -> Bool
  ) throws -> String {
    var (last, captures) = ("", 0)
    return try waitFor("\(what), which then is still,", seconds: seconds, location: location) { screen in
      captures = screen == last ? captures + 1 : 1
      last = screen
      return try captures >= 10 && isAsWanted(screen)
    }
  }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    let finished = try Program.run(
      path: "tmux", ["-u", "-L", server] + arguments, environment: ["LC_ALL": "C.UTF-8"])
    return finished.output
  }
}

/// What terminfo has.
enum TerminalType {
  /// Whether it describes a terminal of the type.
  static func isDescribed(_ type: String) -> Bool {
    (try? Program.run(path: "infocmp", [type]).status == 0) ?? false
  }
}
