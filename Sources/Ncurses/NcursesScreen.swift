import CNcurses
import SystemLibrary
import TextScreen

/// A terminal, drawn on with ncurses: full screen from `init` to `close`.
///
/// The terminal is restored exactly as it was by `close`, which `deinit` calls too, while the process
/// is stopped with Ctrl-Z, and after a crash. SIGINT, SIGTERM, SIGHUP and SIGQUIT become events. Only one
/// screen can exist at a time, and only one thread may use it.
public final class NcursesScreen: Screen {
  /// The terminal's current size in cells.
  public internal(set) var size: Size

  /// What the terminal can show, limited by the user's choices.
  public let capabilities: Capabilities

  /// Whether the terminal reports the mouse; if not, the mouse selects text as usual.
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
    /// The screen is shown.
    case up
    /// The process is stopped, or about to be, and the terminal belongs to another program.
    case away
    /// The terminal has been restored for good.
    case closed
  }

  /// Sets up the terminal for full-screen drawing.
  ///
  /// The process's character encoding is set from its locale. If that is not UTF-8, glyphs are ASCII,
  /// unless the locale's name says UTF-8 but the locale was never generated, or the user chose other glyphs.
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

    // Before ncurses installs its own handlers, which it does only for signals without a handler.
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

  /// Restores the terminal and prints what was held back of standard error; further calls do nothing.
  public func close() {
    guard state != .closed else { return }
    // In the background, as after Ctrl-Z, writing to the terminal would stop the process instead of ending it.
    let previous = signal(SIGTTOU, SIG_IGN)
    defer { signal(SIGTTOU, previous) }
    let isAway = state == .away
    state = .closed
    latentwalk_curses_close(curses)
    // A stopped program has restored the terminal already, and another program may have changed its modes since.
    if !isAway {
      var modes = modes
      tcsetattr(output, TCSANOW, &modes)
    }
    latentwalk_crash_guard_clear()
    latentwalk_signal_pipe_close()
    heldErrors?.release()
    input.release()
  }

  /// Opens the terminal as the first of the types that can be drawn on; `nil` if none can.
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
