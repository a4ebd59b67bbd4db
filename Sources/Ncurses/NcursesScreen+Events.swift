import CNcurses
import TextScreen

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension NcursesScreen {
  /// Waits for a key, a new size, a signal or the end of the terminal; nil where none came in time.
  ///
  /// Ctrl-Z stops the process in here, with the terminal given back meanwhile; going on is `.resized`.
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
      if let key = keys.decode(code, value: value) { return .key(key) }
    }
    return nil
  }

  private func signalEvent() -> ScreenEvent? {
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = read(signals, &buffer, buffer.count)
    if count > 0 { pendingSignals += buffer[..<count] }
    while !pendingSignals.isEmpty {
      let signal = Int32(pendingSignals.removeFirst())
      switch signal {
      case SIGWINCH: return resize()
      case SIGTSTP: stop()
      case SIGCONT: return goOn()
      default: return .interrupted(signal: signal)
      }
    }
    return nil
  }

  private func resize() -> ScreenEvent? {
    guard state == .up else { return nil }
    pendingSignals.removeAll { $0 == UInt8(SIGWINCH) }
    size = Self.measure(curses)
    latentwalk_curses_resize(curses, Int32(size.columns), Int32(size.rows))
    forgetWhatIsShown()
    return .resized(size)
  }

  /// Stops the process, as the terminal's driver would have; SIGCONT comes as a signal of its own.
  private func stop() {
    guard state == .up else { return }
    latentwalk_curses_leave(curses)
    state = .away
    raise(SIGSTOP)
  }

  private func goOn() -> ScreenEvent? {
    if state == .up { latentwalk_curses_leave(curses) }
    latentwalk_curses_enter(curses)
    state = .up
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
