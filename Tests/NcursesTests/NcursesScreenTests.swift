import Foundation
import Ncurses
import SystemLibrary
import Testing
import TextScreen

/// Serialised, because only one screen can exist at a time.
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
    "closing restores the terminal: its modes, alternate screen, cursor and paste marks",
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

  @Test("a screen that is released restores the terminal too")
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

  @Test("a grid of another size than the terminal's is cropped or padded")
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

  @Test("with more colour pairs than the terminal has, only colours are lost")
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

  @Test("keys are read by name, and a paste is ignored")
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

  @Test("the mouse, the focus and the background are reported, in every form that terminals use")
  func reports() throws {
    let terminal = try pseudoTerminal()
    defer { terminal.closeBoth() }
    let screen = try NcursesScreen(settings(terminal))
    terminal.type(
      "\u{1B}[<0;12;5M\u{1B}[<32;13;5M\u{1B}[<0;13;5m\u{1B}[<64;1;1M\u{1B}[<65;300;90M\u{1B}[<2;1;1M"
        + "\u{1B}[M !!\u{1B}[M#!!\u{1B}[I\u{1B}[O\u{1B}]11;rgb:ffff/ffff/eeee\u{1B}\\a"
        + "\u{1B}]11;rgb:00/2b/36\u{07}b")
    let expected: [ScreenEvent] = [
      .mouse(MouseEvent(.press, column: 11, row: 4)), .mouse(MouseEvent(.drag, column: 12, row: 4)),
      .mouse(MouseEvent(.release, column: 12, row: 4)), .mouse(MouseEvent(.wheelUp, column: 0, row: 0)),
      .mouse(MouseEvent(.wheelDown, column: 299, row: 89)), .mouse(MouseEvent(.press, column: 0, row: 0)),
      .mouse(MouseEvent(.release, column: 0, row: 0)), .focus(true), .focus(false), .background(.light),
      .key(.character("a")), .background(.dark), .key(.character("b")),
    ]
    for event in expected { #expect(screen.nextEvent(timeoutMilliseconds: 1000) == event) }
    #expect(screen.nextEvent(timeoutMilliseconds: 10) == nil)
    screen.close()
  }

  @Test("reports that are cut short, too long or malformed never trap, and keys are read again after them")
  func brokenReports() throws {
    let terminal = try pseudoTerminal()
    defer { terminal.closeBoth() }
    let screen = try NcursesScreen(settings(terminal))
    for nonsense in [
      "\u{1B}[<;;M", "\u{1B}[<99999999999999999999;1;1M", "\u{1B}[<0;0;0M", "\u{1B}[<0;1M",
      "\u{1B}]11;rgb:zz/1/1", "\u{1B}]11;rgb:fffffffffffffffffffff/1/1\u{07}", "\u{1B}]11;\u{1B}\\",
      "\u{1B}[<" + String(repeating: "1", count: 100) + "x",
      "\u{1B}]11;" + String(repeating: "1", count: 100) + "x",
    ] {
      terminal.type(nonsense + "q")
      var last: ScreenEvent?
      while let event = screen.nextEvent(timeoutMilliseconds: 20) { last = event }
      #expect(last == .key(.character("q")), "after \(nonsense.dropFirst())")
    }
    screen.close()
  }

  @Test("mouse reports start and end with the screen, and can be switched in between")
  func mouseModes() throws {
    let terminal = try pseudoTerminal()
    defer { terminal.closeBoth() }
    var wanted = settings(terminal)
    wanted.reportsMouse = true
    let screen = try NcursesScreen(wanted)
    #expect(terminal.drawn().contains("\u{1B}[?1006h"))
    screen.reportsMouse = true
    #expect(terminal.drawn().isEmpty)
    screen.reportsMouse = false
    #expect(terminal.drawn().contains("\u{1B}[?1000l"))
    screen.reportsMouse = true
    _ = terminal.drawn()
    screen.close()
    let down = terminal.drawn()
    for mode in ["1000", "1002", "1006", "1004", "2004"] { #expect(down.contains("\u{1B}[?\(mode)l")) }
  }

  @Test("colours that the terminal has already are not sent again")
  func thinned() throws {
    let terminal = try pseudoTerminal(columns: 40, rows: 3)
    defer { terminal.closeBoth() }
    let screen = try NcursesScreen(settings(terminal))
    var grid = CellGrid(size: screen.size)
    for column in 0..<40 {
      let style = Style(foreground: .palette(UInt8(232 + column % 20)), background: .palette(16))
      grid[column, 1] = Cell("▀", style: style)
    }
    screen.present(grid)
    let drawn = terminal.drawn()
    #expect(drawn.components(separatedBy: "48;5;16").count == 2)
    #expect(drawn.components(separatedBy: "38;5;").count == 41)
    screen.close()
  }

  @Test("presenting a frame returns the number of bytes sent")
  func counts() throws {
    let terminal = try pseudoTerminal()
    defer { terminal.closeBoth() }
    let screen = try NcursesScreen(settings(terminal))
    _ = terminal.drawn()
    var grid = CellGrid(size: screen.size)
    grid.write("hello", column: 2, row: 2)
    #expect(screen.present(grid) == terminal.drawn().utf8.count)
    #expect(screen.present(grid) == 0)
    screen.close()
  }

  @Test("signals to end the program are events", arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT])
  func interrupted(signal: Int32) throws {
    let terminal = try pseudoTerminal()
    defer { terminal.closeBoth() }
    let screen = try NcursesScreen(settings(terminal))
    kill(getpid(), signal)
    #expect(screen.nextEvent(timeoutMilliseconds: 1000) == .interrupted(signal: signal))
    screen.close()
  }

  @Test("a new size is an event, and the next grid is drawn completely")
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

  @Test("a terminal that disappears is an event, and the screen can still be closed")
  func goesAway() throws {
    let terminal = try pseudoTerminal()
    let screen = try NcursesScreen(settings(terminal))
    terminal.hangUp()
    #expect(screen.nextEvent(timeoutMilliseconds: 1000) == .closed)
    screen.present(CellGrid(size: screen.size, filledWith: Cell("x")))
    screen.close()
    close(terminal.terminal)
  }

  @Test("a terminal that cannot be used is an error of one line")
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

  @Test("a choice of more colours than the terminal has is limited to those it has")
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
