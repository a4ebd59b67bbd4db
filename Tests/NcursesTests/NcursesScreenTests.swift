import Ncurses
import Testing
import TextScreen

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// One after the other: only one screen can be up.
@Suite(.serialized) struct NcursesScreenTests {
  private func settings(_ terminal: PseudoTerminal, type: String = "xterm-256color") -> ScreenSettings {
    ScreenSettings(
      environment: ["TERM": type, "LC_ALL": "C.UTF-8"], holdsStandardError: false,
      input: terminal.terminal, output: terminal.terminal)
  }

  private func pseudoTerminal(columns: UInt16 = 20, rows: UInt16 = 5) throws -> PseudoTerminal {
    try #require(PseudoTerminal(columns: columns, rows: rows))
  }

  @Test(
    "closing gives the terminal back: its modes, alternate screen, cursor and paste marks",
    arguments: ["xterm-256color", "screen", "vt100", "linux", "no-such-type"])
  func restores(type: String) throws {
    let terminal = try pseudoTerminal()
    defer { terminal.closeBoth() }
    let before = terminal.modes()
    let screen = try NcursesScreen(settings(terminal, type: type))
    screen.present(CellGrid(size: screen.size, filledWith: Cell("x")))
    #expect(terminal.modes() != before)
    let colors = ["linux": Capabilities.Depth.eight, "screen": .eight, "vt100": .mono][type]
    #expect(screen.capabilities.depth == colors ?? .palette256)
    let up = terminal.drawn()
    screen.close()
    let down = terminal.drawn()
    #expect(terminal.modes() == before)
    for (on, off) in [
      ("\u{1B}[?1049h", "\u{1B}[?1049l"), ("\u{1B}[?2004h", "\u{1B}[?2004l"), ("\u{1B}[?25l", "\u{1B}[?25h"),
    ] {
      #expect(!up.contains(on) || down.contains(off), "\(on.dropFirst()) is never undone")
    }
    screen.close()
    #expect(terminal.drawn().isEmpty)
    #expect(screen.nextEvent(timeoutMilliseconds: 0) == .closed)
  }

  @Test("a screen that is let go gives the terminal back too")
  func restoresInDeinit() throws {
    let terminal = try pseudoTerminal()
    defer { terminal.closeBoth() }
    let before = terminal.modes()
    do {
      let screen = try NcursesScreen(settings(terminal))
      screen.present(CellGrid(size: screen.size))
    }
    #expect(terminal.modes() == before)
  }

  @Test("only what changed is drawn, in one synchronized update")
  func differences() throws {
    let terminal = try pseudoTerminal()
    defer { terminal.closeBoth() }
    let screen = try NcursesScreen(settings(terminal))
    var grid = CellGrid(size: screen.size)
    grid.write("hello ▀ world", column: 0, row: 1)
    screen.present(grid)
    #expect(terminal.drawn().contains("hello ▀ world"))
    screen.present(grid)
    #expect(terminal.drawn().isEmpty)
    grid[6, 1] = Cell("#")
    screen.present(grid)
    let update = terminal.drawn()
    #expect(update.hasPrefix("\u{1B}[?2026h") && update.hasSuffix("\u{1B}[?2026l"))
    #expect(update.contains("#") && !update.contains("hello") && update.utf8.count < 60)
    screen.close()
  }

  @Test("a grid of another size than the terminal is cut or padded")
  func otherSizes() throws {
    let terminal = try pseudoTerminal()
    defer { terminal.closeBoth() }
    let screen = try NcursesScreen(settings(terminal))
    for (columns, rows) in [(0, 0), (1, 1), (500, 3), (3, 500)] {
      screen.present(CellGrid(size: Size(columns: columns, rows: rows), filledWith: Cell("y")))
      _ = terminal.drawn()
    }
    screen.close()
  }

  @Test("more colour pairs than the terminal has cost colours, nothing else")
  func manyPairs() throws {
    let terminal = try pseudoTerminal(columns: 80, rows: 24)
    defer { terminal.closeBoth() }
    let screen = try NcursesScreen(settings(terminal, type: "screen"))
    #expect(screen.capabilities.depth == .eight)
    for shift in 0..<3 {
      var grid = CellGrid(size: screen.size)
      for row in 0..<9 {
        for column in 0..<9 {
          let style = Style(
            foreground: column < 8 ? .palette(UInt8(column + shift)) : .standard,
            background: row < 8 ? .palette(UInt8(row)) : .standard)
          grid[column, row] = Cell("z", style: style)
        }
      }
      screen.present(grid)
      #expect(terminal.drawn().contains("z"))
    }
    screen.close()
  }

  @Test("keys are read by name, a paste is not")
  func keys() throws {
    let terminal = try pseudoTerminal()
    defer { terminal.closeBoth() }
    let screen = try NcursesScreen(settings(terminal))
    terminal.type(
      "aé\u{1B}[A\u{1B}OB\u{1B}[1;2C\u{1B}[5~\r\t\u{1B}[Z\u{7F}\u{0C}\u{1B}OP"
        + "\u{1B}[200~q\r\u{1B}[A\u{1B}[201~z\u{1B}")
    let expected: [Key] = [
      .character("a"), .character("é"), .up, .down, .shiftRight, .pageUp, .enter, .tab, .shiftTab, .backspace,
      .character("\u{0C}"), .function(1), .character("z"), .escape,
    ]
    for key in expected {
      #expect(screen.nextEvent(timeoutMilliseconds: 1000) == .key(key))
    }
    #expect(screen.nextEvent(timeoutMilliseconds: 10) == nil)
    screen.close()
  }

  @Test("signals to end are events", arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT])
  func interrupted(signal: Int32) throws {
    let terminal = try pseudoTerminal()
    defer { terminal.closeBoth() }
    let screen = try NcursesScreen(settings(terminal))
    kill(getpid(), signal)
    #expect(screen.nextEvent(timeoutMilliseconds: 1000) == .interrupted(signal: signal))
    screen.close()
  }

  @Test("a new size is an event, and what is presented then is drawn whole")
  func resized() throws {
    let terminal = try pseudoTerminal()
    defer { terminal.closeBoth() }
    let screen = try NcursesScreen(settings(terminal))
    #expect(screen.size == Size(columns: 20, rows: 5))
    for (columns, rows) in [(30, 8), (1, 1), (7, 2)] as [(UInt16, UInt16)] {
      terminal.resize(columns: columns, rows: rows)
      kill(getpid(), SIGWINCH)
      let size = Size(columns: Int(columns), rows: Int(rows))
      #expect(screen.nextEvent(timeoutMilliseconds: 1000) == .resized(size))
      #expect(screen.size == size)
      screen.present(CellGrid(size: size, filledWith: Cell("w")))
      #expect(terminal.drawn().contains("w"))
    }
    screen.close()
  }

  @Test("a terminal that goes away is an event, and closing then is no trouble")
  func goesAway() throws {
    let terminal = try pseudoTerminal()
    let screen = try NcursesScreen(settings(terminal))
    terminal.hangUp()
    #expect(screen.nextEvent(timeoutMilliseconds: 1000) == .closed)
    screen.present(CellGrid(size: screen.size, filledWith: Cell("x")))
    screen.close()
    close(terminal.terminal)
  }

  @Test("what cannot be a screen is an error of one line")
  func errors() throws {
    let terminal = try pseudoTerminal()
    defer { terminal.closeBoth() }
    #expect(throws: ScreenError.unusableType("dumb")) {
      try NcursesScreen(settings(terminal, type: "dumb"))
    }
    var notATerminal = settings(terminal)
    let file = open("/dev/null", O_RDWR)
    defer { close(file) }
    notATerminal.output = file
    #expect(throws: ScreenError.notATerminal) { try NcursesScreen(notATerminal) }
    let screen = try NcursesScreen(settings(terminal))
    #expect(throws: ScreenError.alreadyOpen) { try NcursesScreen(settings(terminal)) }
    screen.close()
    let errors: [ScreenError] = [
      .notATerminal, .unusableType("x"), .alreadyOpen, .system(operation: "open /dev/tty", code: ENXIO),
    ]
    for error in errors {
      #expect(!error.description.isEmpty && !error.description.contains("\n"))
    }
  }

  @Test("a choice of more colours than the terminal has is cut down to what it has")
  func depth() throws {
    let terminal = try pseudoTerminal()
    defer { terminal.closeBoth() }
    var wanted = settings(terminal, type: "linux")
    wanted.choice.depth = .palette256
    let screen = try NcursesScreen(wanted)
    #expect(screen.capabilities == Capabilities(depth: .eight, symbols: .ascii))
    screen.close()
  }
}
