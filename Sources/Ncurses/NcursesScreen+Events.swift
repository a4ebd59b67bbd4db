import CNcurses
import SystemLibrary
import TextScreen

extension NcursesScreen {
  /// Waits for a key, a new size, a signal or the end of the terminal; nil where none came in time.
  ///
  /// Ctrl-Z stops the process in here, with the terminal given back meanwhile; going on is `.resized`. A signal
  /// that asks for the end comes before all others.
  /// - Parameter timeoutMilliseconds: 0 looks once without waiting; a negative number waits for ever.
  public func nextEvent(timeoutMilliseconds: Int) -> ScreenEvent? {
    guard state != .closed else { return .closed }
    let clock = ContinuousClock()
    let deadline = timeoutMilliseconds < 0 ? nil : clock.now + .milliseconds(timeoutMilliseconds)
    while true {
      if let event = signalEvent() ?? keyEvent() { return event }
      let wait = deadline.map { Self.milliseconds(clock.now.duration(to: $0)) } ?? -1
      switch input.wait(signals: signals, milliseconds: wait) {
      case .ready: continue
      case .gone: return .closed
      case .timedOut: return nil
      }
    }
  }

  private func keyEvent() -> ScreenEvent? {
    var value: UInt32 = 0
    while state == .up {
      let code = latentwalk_curses_read(curses, &value)
      if code == LATENTWALK_KEY_NONE { return nil }
      if let event = decoder.decode(code, value: value) { return event }
    }
    return nil
  }

  /// Takes the signals that have come out of the pipe.
  private func takeSignals() {
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = read(signals, &buffer, buffer.count)
    if count > 0 { pendingSignals += buffer[..<count] }
  }

  private static let ending: Set<Int32> = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  private func signalEvent() -> ScreenEvent? {
    takeSignals()
    // What ends the program goes before what stops it or lets it go on.
    if let last = pendingSignals.first(where: { Self.ending.contains(Int32($0)) }) {
      pendingSignals.removeAll()
      return .interrupted(signal: Int32(last))
    }
    while !pendingSignals.isEmpty {
      let signal = Int32(pendingSignals.removeFirst())
      switch signal {
      case SIGWINCH: return resize()
      case SIGTSTP: return stop()
      case SIGCONT: return goOn()
      default: continue
      }
    }
    return nil
  }

  private func resize() -> ScreenEvent? {
    guard state == .up else { return nil }
    pendingSignals.removeAll { $0 == UInt8(SIGWINCH) }
    adoptSize()
    // Without its end mark a paste would swallow keys for ever.
    decoder = InputDecoder()
    forgetWhatIsShown()
    return .resized(size)
  }

  private func adoptSize() {
    size = Self.measure(curses)
    latentwalk_curses_resize(curses, Int32(size.columns), Int32(size.rows))
  }

  /// Stops the process as the terminal's driver would have, and goes on when it is let to.
  ///
  /// Not with SIGSTOP: where no shell is there to let it go on, the system passes over SIGTSTP, and the program
  /// goes on at once.
  private func stop() -> ScreenEvent? {
    guard state == .up else { return nil }
    latentwalk_curses_leave(curses)
    state = .away
    latentwalk_signal_stop()
    takeSignals()
    pendingSignals.removeAll { $0 == UInt8(SIGCONT) || $0 == UInt8(SIGTSTP) }
    return goOn()
  }

  /// Takes the terminal again, unless the process is to end, or to stay in the background.
  private func goOn() -> ScreenEvent? {
    guard !latentwalk_signal_is_ending() else { return nil }
    if state == .up { latentwalk_curses_leave(curses) }
    // First, since entering sets the scrolling region for the size.
    adoptSize()
    latentwalk_curses_enter(curses)
    state = .up
    decoder = InputDecoder()
    return resize()
  }

  /// The time left, rounded up, so that waiting does not end just before the deadline.
  private static func milliseconds(_ duration: Duration) -> Int32 {
    let (seconds, attoseconds) = duration.components
    guard duration > .zero else { return 0 }
    guard seconds < 1_000_000 else { return 1_000_000_000 }
    return Int32(seconds) * 1000 + Int32((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
