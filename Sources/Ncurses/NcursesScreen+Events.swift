import CNcurses
import SystemLibrary
import TextScreen

extension NcursesScreen {
  /// Waits for a key, a new size, a signal or the end of the terminal; returns `nil` if none came in time.
  ///
  /// Ctrl-Z stops the process within this call, with the terminal restored meanwhile; when the process continues, the
  /// event is `.resized`. A signal to end comes before all other events.
  /// - Parameter timeoutMilliseconds: 0 checks once without waiting; a negative number waits without limit.
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

  /// Reads the signals that have arrived from the pipe.
  private func readSignals() {
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = read(signals, &buffer, buffer.count)
    if count > 0 { pendingSignals += buffer[..<count] }
  }

  private static let ending: Set<Int32> = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  private func signalEvent() -> ScreenEvent? {
    readSignals()
    // A signal to end comes before those that stop or continue the program.
    if let last = pendingSignals.first(where: { Self.ending.contains(Int32($0)) }) {
      pendingSignals.removeAll()
      return .interrupted(signal: Int32(last))
    }
    while !pendingSignals.isEmpty {
      let signal = Int32(pendingSignals.removeFirst())
      switch signal {
      case SIGWINCH: return resize()
      case SIGTSTP: return stop()
      case SIGCONT: return resume()
      default: continue
      }
    }
    return nil
  }

  private func resize() -> ScreenEvent? {
    guard state == .up else { return nil }
    pendingSignals.removeAll { $0 == UInt8(SIGWINCH) }
    updateSize()
    // If its end mark were lost, a paste would make the decoder ignore all further keys.
    decoder = InputDecoder()
    invalidate()
    return .resized(size)
  }

  private func updateSize() {
    size = Self.measure(curses)
    latentwalk_curses_resize(curses, Int32(size.columns), Int32(size.rows))
  }

  /// Stops the process as the terminal driver would have, and sets the screen up again when it continues.
  ///
  /// With SIGTSTP rather than SIGSTOP: if no shell is there to continue the process, the system ignores SIGTSTP, and
  /// the program continues at once.
  private func stop() -> ScreenEvent? {
    guard state == .up else { return nil }
    latentwalk_curses_leave(curses)
    state = .away
    latentwalk_signal_stop()
    readSignals()
    pendingSignals.removeAll { $0 == UInt8(SIGCONT) || $0 == UInt8(SIGTSTP) }
    return resume()
  }

  /// Sets the screen up again, unless the process is to end.
  private func resume() -> ScreenEvent? {
    guard !latentwalk_signal_is_ending() else { return nil }
    if state == .up { latentwalk_curses_leave(curses) }
    // First, because entering sets the scrolling region to the size.
    updateSize()
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
