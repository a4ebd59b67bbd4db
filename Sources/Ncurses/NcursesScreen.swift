import CNcurses
import SystemLibrary
import TextScreen

/// A terminal, drawn on with ncurses: full screen from `init` to `close`.
///
/// The terminal is given back exactly as it was at `close`, which `deinit` calls too, while the process
/// is stopped with Ctrl-Z, and after a crash. SIGINT, SIGTERM, SIGHUP and SIGQUIT become events. Only one
/// screen can be up at a time. It belongs to one thread.
public final class NcursesScreen: Screen {
  /// The extent now, in cells.
  public internal(set) var size: Size

  /// What the terminal can show, after the user's choices.
  public let capabilities: Capabilities

  /// Whether the mouse is reported; where it is not, the terminal selects text with it as ever.
  public var reportsMouse: Bool {
    didSet { if state == .up { latentwalk_curses_report_mouse(curses, reportsMouse) } }
  }

  let curses: OpaquePointer
  let input: TerminalInput
  let signals: Int32
  let isUTF8: Bool
  var decoder = InputDecoder()
  var pendingSignals: [UInt8] = []
  var shown: CellGrid?
  var pairs: ColorPairs
  var state = State.up

  private let output: Int32
  private let modes: termios
  private let heldErrors: HeldStandardError?

  enum State {
    /// On the screen.
    case up
    /// Stopped, or about to be: the terminal is someone else's.
    case away
    /// Given back for good.
    case closed
  }

  /// Takes the terminal.
  ///
  /// The process's character coding is set from its locale. Where that is not UTF-8, glyphs are ASCII,
  /// unless the locale's name says UTF-8 and was only never generated, or the user chose other glyphs.
  /// An unknown terminal type is tried as `xterm-256color`.
  public init(_ settings: ScreenSettings) throws(ScreenError) {
    guard isatty(settings.output) == 1 else { throw .notATerminal }
    let input = try TerminalInput(settings.input)
    self.input = input
    output = settings.output
    var modes = termios()
    tcgetattr(settings.output, &modes)
    self.modes = modes
    isUTF8 = TextLocale.adopt(environment: settings.environment, symbols: settings.choice.symbols)

    // Before ncurses sets its own handlers, which it does only for signals that nobody handles.
    signals = latentwalk_signal_pipe_open()
    guard signals >= 0 else {
      let code = errno
      input.release()
      throw code == EBUSY ? .alreadyOpen : .system(operation: "watch for signals", code: code)
    }
    let type = settings.environment["TERM"] ?? ""
    let types = TerminalType.candidates(for: type, depth: settings.choice.depth)
    guard let curses = Self.open(types, input: input.descriptor, output: settings.output) else {
      latentwalk_signal_pipe_close()
      input.release()
      throw .unusableType(type)
    }
    self.curses = curses
    heldErrors = settings.holdsStandardError ? HeldStandardError() : nil

    let colors = Int(latentwalk_curses_colors(curses))
    let detection = Detection(
      environment: settings.environment, codesetIsUTF8: isUTF8, colorsReported: colors,
      choice: settings.choice)
    capabilities = detection.capabilities
    pairs = ColorPairs(
      colors: colors,
      pairs: capabilities.depth == .mono ? 0 : Int(latentwalk_curses_pairs(curses)))
    size = Self.measure(curses)
    reportsMouse = settings.reportsMouse
    guardAgainstCrash()
    latentwalk_curses_report_mouse(curses, reportsMouse)
    if detection.background == .assumed, TerminalType.answersQuestions(type) {
      latentwalk_curses_ask_background(curses)
    }
  }

  deinit {
    close()
  }

  /// Gives the terminal back as it was, and lets out what was held of standard error; once is enough.
  public func close() {
    guard state != .closed else { return }
    // In the background, as after Ctrl-Z, writing to the terminal would stop the process that is to end.
    let previous = signal(SIGTTOU, SIG_IGN)
    defer { signal(SIGTTOU, previous) }
    let isAway = state == .away
    state = .closed
    latentwalk_curses_close(curses)
    // A stopped program has given the terminal back already, and someone else may have set it up since.
    if !isAway {
      var modes = modes
      tcsetattr(output, TCSANOW, &modes)
    }
    latentwalk_crash_guard_clear()
    latentwalk_signal_pipe_close()
    heldErrors?.release()
    input.release()
  }

  /// Takes the terminal as one of the types, the first that can be drawn on.
  private static func open(_ types: [String], input: Int32, output: Int32) -> OpaquePointer? {
    for type in types {
      if let curses = latentwalk_curses_open(type, input, output) { return curses }
    }
    return nil
  }

  static func measure(_ curses: OpaquePointer) -> Size {
    var columns: Int32 = 0
    var rows: Int32 = 0
    latentwalk_curses_measure(curses, &columns, &rows)
    return Size(columns: Int(columns), rows: Int(rows))
  }

  private func guardAgainstCrash() {
    var plan = latentwalk_crash_plan(
      terminal: output, modes: modes, captured_errors: heldErrors?.file ?? -1,
      standard_error: heldErrors?.original ?? -1)
    var restore = [CChar](repeating: 0, count: 512)
    let count = latentwalk_curses_restore_string(curses, &restore, restore.count)
    _ = latentwalk_crash_guard_set(&plan, restore, count)
  }
}
