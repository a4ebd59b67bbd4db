import SystemLibrary
import TestSupport
import Testing

/// The built program on a pseudo-terminal: keys in, screen out.
@Suite(.serialized) struct FullScreenTests {
  /// A terminal with training under way on small images.
  private func start(
    _ name: String, in directory: borrowing TemporaryDirectory, columns: Int = 80, rows: Int = 24,
    epochs: Int = 1_000_000, environment: [String: String] = [:]
  ) throws -> Terminal {
    try SmallDataset.write(to: directory)
    let terminal = try Terminal(name: name, columns: columns, rows: rows, environment: environment)
    let settings = "--hidden 16 --batch-size 32 --epochs \(epochs) --threads 1"
    try terminal.type(
      "cd \(directory.path); stty -g > before; sh -c 'echo $$ > process; exec \(Program.latentwalk) --data . "
        + "\(settings) --run run'; status=$?; stty -g > after; echo status=$status")
    try terminal.press("Enter")
    return terminal
  }

  /// Whether the terminal is as it was before the program.
  private func expectRestored(
    _ terminal: Terminal, _ directory: borrowing TemporaryDirectory,
    location: SourceLocation = #_sourceLocation
  ) throws {
    #expect(try terminal.fact("alternate_on") == "0", sourceLocation: location)
    #expect(try terminal.fact("cursor_flag") == "1", sourceLocation: location)
    for mode in ["mouse_any_flag", "mouse_sgr_flag", "keypad_cursor_flag", "scroll_region_upper"] {
      #expect(try terminal.fact(mode) == "0", "\(mode)", sourceLocation: location)
    }
    let lowest = try #require(Int(terminal.fact("pane_height"))) - 1
    #expect(try terminal.fact("scroll_region_lower") == "\(lowest)", sourceLocation: location)
    let (before, after) = (try Program.text(directory["before"]), try Program.text(directory["after"]))
    #expect(!before.isEmpty, sourceLocation: location)
    #expect(before == after, sourceLocation: location)
  }

  @Test("training is watched, walked, paused, interpolated and sampled, and q keeps the model")
  func session() throws {
    let directory = try TemporaryDirectory()
    let terminal = try start("session", in: directory)
    defer { terminal.close() }
    try terminal.waitFor("training") { $0.contains("RUNNING") && $0.contains("img/s") }
    #expect(try terminal.fact("alternate_on") == "1")
    try terminal.press("Right", "Up", "l")
    try terminal.waitFor("the walk") { $0.contains("z = +0.20, +0.10") }
    try terminal.press("Space")
    try terminal.waitFor("the pause") { $0.contains("PAUSED") }
    let still = try terminal.screen()
    try terminal.press("Space")
    try terminal.waitFor("going on") { $0.contains("RUNNING") && $0 != still }
    try terminal.press("i")
    try terminal.waitFor("the interpolation") { $0.contains("Interpolation A") && $0.contains("t = 0.") }
    try terminal.press("s")
    try terminal.waitFor("the samples") { $0.contains("Samples from the prior") }
    try terminal.press("r")
    try terminal.waitFor("the reconstructions") { $0.contains("Reconstructions") && $0.contains("#0") }
    try terminal.press("5")
    try terminal.waitFor("the curves") { $0.contains("recon") && $0.contains("KL") }
    try terminal.press("?")
    try terminal.waitFor("help") { $0.contains("Read the curves") }
    try terminal.press("Escape")
    try terminal.press("1")
    try terminal.waitFor("the map") { $0.contains("Latent map") }
    try terminal.press("q")
    try terminal.waitFor("the end") { $0.contains("status=0") }
    try expectRestored(terminal, directory)
    #expect(try terminal.screen().contains("model in"))
    #expect(try Program.run(["info", directory["run"]]).status == 0)
  }

  @Test("a finished model is explored")
  func explores() throws {
    let directory = try TemporaryDirectory()
    let terminal = try start("explore", in: directory, epochs: 2)
    defer { terminal.close() }
    try terminal.waitFor("the end of training") { $0.contains("DONE") }
    try terminal.press("q")
    try terminal.waitFor("the end") { $0.contains("status=0") }
    try terminal.type("clear; \(Program.latentwalk) explore \(directory.path)/run; echo again=$?")
    try terminal.press("Enter")
    try terminal.waitFor("the map") { $0.contains("DONE") && $0.contains("Latent map") }
    try terminal.press("r")
    try terminal.waitFor("the test images") { $0.contains("#0") }
    try terminal.press("q")
    try terminal.waitFor("the end") { $0.contains("again=0") }
  }

  @Test("the screen follows the terminal's size, down to one cell and back")
  func resizes() throws {
    let directory = try TemporaryDirectory()
    let terminal = try start("resize", in: directory)
    defer { terminal.close() }
    try terminal.waitFor("training") { $0.contains("RUNNING") }
    for (columns, rows) in [(120, 40), (40, 12), (1, 1), (200, 60), (39, 11), (13, 50), (80, 24)] {
      try terminal.resize(columns: columns, rows: rows)
      if columns >= 40 && rows >= 12 {
        try terminal.waitFor("the screen at \(columns)x\(rows)") { screen in
          let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
          return screen.contains("RUNNING") && lines.indices.contains(rows - 1)
            && lines[rows - 1].contains("q quit")
        }
      }
    }
    try terminal.press("q")
    try terminal.waitFor("the end") { $0.contains("status=0") }
    try expectRestored(terminal, directory)
  }

  /// Sends a signal to the program that `start` started.
  private func send(_ signal: Int32, in directory: borrowing TemporaryDirectory) throws {
    let process = try #require(pid_t(Program.text(directory["process"]).filter(\.isNumber)))
    #expect(kill(process, signal) == 0)
  }

  /// Signals that ask for the end.
  static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  @Test("a signal that asks for the end gives the terminal back and keeps the model", arguments: signals)
  func signal(number: Int32) throws {
    let directory = try TemporaryDirectory()
    let terminal = try start("signal-\(number)", in: directory)
    defer { terminal.close() }
    try terminal.waitFor("training") { $0.contains("RUNNING") && $0.contains("img/s") }
    try send(number, in: directory)
    try terminal.waitFor("the end") { $0.contains("status=\(128 + number)") }
    try expectRestored(terminal, directory)
    #expect(try Program.run(["info", directory["run"]]).status == 0)
  }

  @Test("a second signal does not keep the model from being kept")
  func twoSignals() throws {
    let directory = try TemporaryDirectory()
    let terminal = try start("two-signals", in: directory)
    defer { terminal.close() }
    try terminal.waitFor("training") { $0.contains("RUNNING") && $0.contains("img/s") }
    let process = try #require(pid_t(Program.text(directory["process"]).filter(\.isNumber)))
    // The program may have ended between two of them, which is as well.
    for _ in 0..<20 {
      kill(process, SIGHUP)
      usleep(500)
    }
    try terminal.waitFor("the end") { $0.contains("status=129") }
    #expect(try Program.run(["info", directory["run"]]).status == 0)
  }

  @Test("a model is explored without the images of its training")
  func exploresWithoutData() throws {
    let directory = try TemporaryDirectory()
    let terminal = try start("no-data", in: directory, epochs: 2)
    defer { terminal.close() }
    try terminal.waitFor("the end of training") { $0.contains("DONE") }
    try terminal.press("q")
    try terminal.waitFor("the end") { $0.contains("status=0") }
    try terminal.type("rm *idx*; clear; \(Program.latentwalk) explore run; echo again=$?")
    try terminal.press("Enter")
    try terminal.waitFor("the map") { $0.contains("DONE") && $0.contains("Latent map") }
    try terminal.press("r")
    try terminal.waitFor("the reason") { $0.contains("No test images: ") && $0.contains("missing") }
    try terminal.press("q")
    try terminal.waitFor("the end") { $0.contains("again=0") }
  }

  @Test("Ctrl-C ends the program as the signal does")
  func interrupt() throws {
    let directory = try TemporaryDirectory()
    let terminal = try start("interrupt", in: directory)
    defer { terminal.close() }
    try terminal.waitFor("training") { $0.contains("RUNNING") }
    try terminal.press("C-c")
    try terminal.waitFor("the end") { $0.contains("status=130") }
    try expectRestored(terminal, directory)
  }

  @Test(
    "a crash gives the terminal back", arguments: [SIGSEGV, SIGABRT, SIGILL, SIGBUS, SIGTRAP, SIGFPE])
  func crash(number: Int32) throws {
    let directory = try TemporaryDirectory()
    let terminal = try start("crash-\(number)", in: directory)
    defer { terminal.close() }
    try terminal.waitFor("training") { $0.contains("RUNNING") }
    try send(number, in: directory)
    try terminal.waitFor("the end") { $0.contains("status=\(128 + number)") }
    try expectRestored(terminal, directory)
  }

  @Test("stopped and continued, the terminal is given back and taken again")
  func suspends() throws {
    let directory = try TemporaryDirectory()
    let terminal = try start("suspend", in: directory)
    defer { terminal.close() }
    try terminal.waitFor("training") { $0.contains("RUNNING") }
    try terminal.press("C-z")
    try terminal.waitFor("the shell") { $0.contains("Stopped") }
    #expect(try terminal.fact("alternate_on") == "0")
    #expect(try terminal.fact("cursor_flag") == "1")
    try terminal.type("fg")
    try terminal.press("Enter")
    try terminal.waitFor("training again") { $0.contains("RUNNING") && $0.contains("q quit") }
    try terminal.press("q")
    try terminal.waitFor("the shell again") { $0.contains("model in") }
    #expect(try terminal.fact("alternate_on") == "0")
  }

  @Test("a program that is resized while it is stopped leaves no scrolling region of the size before")
  func resizedWhileStopped() throws {
    let directory = try TemporaryDirectory()
    let terminal = try start("resized-stopped", in: directory)
    defer { terminal.close() }
    try terminal.waitFor("training") { $0.contains("RUNNING") }
    try terminal.press("C-z")
    try terminal.waitFor("the shell") { $0.contains("Stopped") }
    try terminal.resize(columns: 100, rows: 40)
    try terminal.type("fg")
    try terminal.press("Enter")
    try terminal.waitFor("training at the new size") { screen in
      let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
      return lines.indices.contains(39) && lines[39].contains("q quit")
    }
    try terminal.press("q")
    try terminal.waitFor("the shell again") { $0.contains("model in") }
    #expect(try terminal.fact("scroll_region_lower") == "39")
    #expect(try terminal.fact("alternate_on") == "0")
  }

  @Test("the mouse walks the map, and M gives it back to the terminal")
  func mouse() throws {
    let directory = try TemporaryDirectory()
    let terminal = try start("mouse", in: directory)
    defer { terminal.close() }
    try terminal.waitFor("training") { $0.contains("RUNNING") }
    #expect(try terminal.fact("mouse_sgr_flag") == "1")
    try terminal.type("\u{1B}[<0;4;10M\u{1B}[<0;4;10m")
    try terminal.waitFor("the cursor at the left edge") { $0.contains("z = -") }
    try terminal.press("M")
    try terminal.waitFor("the mouse given back") { _ in try terminal.fact("mouse_any_flag") == "0" }
    try terminal.press("q")
    try terminal.waitFor("the end") { $0.contains("status=0") }
    try expectRestored(terminal, directory)
  }

  @Test("a stopped program that is asked to end does so, and keeps the model")
  func endsWhenStopped() throws {
    let directory = try TemporaryDirectory()
    let terminal = try start("stopped", in: directory)
    defer { terminal.close() }
    try terminal.waitFor("training") { $0.contains("RUNNING") && $0.contains("img/s") }
    try terminal.press("C-z")
    try terminal.waitFor("the shell") { $0.contains("Stopped") }
    try send(SIGTERM, in: directory)
    try send(SIGCONT, in: directory)
    try terminal.waitFor("the model") { _ in try Program.run(["info", directory["run"]]).status == 0 }
    try terminal.type("stty -g > after; jobs; echo jobs are listed")
    try terminal.press("Enter")
    let screen = try terminal.waitFor("the jobs") { $0.contains("\njobs are listed") }
    #expect(!screen.contains("Stopped (tty"))
    try expectRestored(terminal, directory)
  }

  @Test("a terminal that is not read does not keep the program from ending")
  func endsUnread() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    let (process, keyboard) = try UnreadTerminal.start([
      "train", "--data", directory.path, "--hidden", "16", "--epochs", "1000000", "--run", directory["run"],
    ])
    defer { close(keyboard) }
    // Help opened and closed changes most of the screen, often enough to fill what the terminal holds.
    for _ in 0..<80 {
      _ = write(keyboard, "?", 1)
      usleep(20_000)
    }
    #expect(kill(process, SIGTERM) == 0)
    var status: Int32 = 0
    var ended: pid_t = 0
    for _ in 0..<500 where ended == 0 {
      ended = waitpid(process, &status, WNOHANG)
      usleep(20_000)
    }
    #expect(ended == process)
    if ended != process { kill(process, SIGKILL) }
    #expect((status >> 8) & 0xff == 143)
    #expect(try Program.run(["info", directory["run"]]).status == 0)
  }

  @Test("data that turns out to be spoilt ends the screen with one line and 65")
  func badData() throws {
    let directory = try TemporaryDirectory()
    let terminal = try Terminal(name: "bad-data", columns: 80, rows: 24)
    defer { terminal.close() }
    try SmallDataset.write(to: directory, spoil: ["train-images-idx3-ubyte": { Array($0.dropLast(9)) + [] }])
    try terminal.type(
      "\(Program.latentwalk) --data \(directory.path) --run \(directory.path)/run; echo status=$?")
    try terminal.press("Enter")
    let screen = try terminal.waitFor("the end") { $0.contains("status=65") }
    #expect(screen.contains("train-images-idx3-ubyte"))
    #expect(try terminal.fact("alternate_on") == "0")
  }

  @Test("while training is paused nothing is drawn and no time is taken")
  func idle() throws {
    let directory = try TemporaryDirectory()
    try SmallDataset.write(to: directory)
    let (process, keyboard) = try UnreadTerminal.start([
      "train", "--data", directory.path, "--hidden", "16", "--epochs", "1000000", "--run", directory["run"],
    ])
    defer {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
      close(keyboard)
    }
    #expect(UnreadTerminal.read(from: keyboard, seconds: 30, until: "RUNNING").contains("RUNNING"))
    _ = write(keyboard, " ", 1)
    #expect(UnreadTerminal.read(from: keyboard, seconds: 30, until: "PAUSED").contains("PAUSED"))
    // The pause itself, and the map of the newest model, are drawn once more.
    while !UnreadTerminal.read(from: keyboard, seconds: 1).isEmpty {}
    let before = try processorTicks(process)
    #expect(UnreadTerminal.read(from: keyboard, seconds: 10).isEmpty)
    // Hundredths of a second: at most 0.2 %.
    #expect(try processorTicks(process) - before <= 2)
  }

  private func processorTicks(_ process: pid_t) throws -> Int {
    let fields = try Program.text("/proc/\(process)/stat").split(separator: " ")
    return try #require(Int(fields[13])) + #require(Int(fields[14]))
  }

  @Test(
    "a terminal with every colour is drawn on in them", .enabled(if: TerminalType.isDescribed("xterm-direct"))
  )
  func truecolor() throws {
    let directory = try TemporaryDirectory()
    let terminal = try start("truecolor", in: directory, environment: ["TERM": "xterm-direct"])
    defer { terminal.close() }
    try terminal.waitFor("digits in true colours") { screen in
      let styled = try terminal.styledScreen()
      return screen.contains("Latent map") && (styled.contains("38;2;") || styled.contains("48;2;"))
    }
    try terminal.press("q")
    try terminal.waitFor("the end") { $0.contains("status=0") }
    try expectRestored(terminal, directory)
  }

  /// Terminals of every kind, with something that their screen shows.
  static let kinds: [(name: String, environment: [String: String])] = [
    ("sixteen", ["TERM": "xterm-16color"]), ("eight", ["TERM": "xterm"]), ("screen", ["TERM": "screen"]),
    ("vt100", ["TERM": "vt100"]), ("linux", ["TERM": "linux"]), ("unknown", ["TERM": "no-such-terminal"]),
    ("mono", ["NO_COLOR": "1"]), ("posix", ["LC_ALL": "C"]), ("missing-locale", ["LC_ALL": "xx_YY.UTF-8"]),
  ]

  @Test("the map is drawn on terminals of every kind", arguments: kinds)
  func kind(row: (name: String, environment: [String: String])) throws {
    let directory = try TemporaryDirectory()
    let terminal = try start(row.name, in: directory, environment: row.environment)
    defer { terminal.close() }
    let screen = try terminal.waitFor("the map") { $0.contains("Latent map") && $0.contains("RUNNING") }
    if row.name == "posix" { #expect(screen.utf8.count == screen.unicodeScalars.count) }
    try terminal.press("q")
    try terminal.waitFor("the end") { $0.contains("status=0") }
    try expectRestored(terminal, directory)
  }
}
