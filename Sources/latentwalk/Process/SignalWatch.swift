import Synchronization
import SystemLibrary
import VAECore

/// Receives the signals that ask a program to end on a thread of its own, where any code may run.
///
/// Make it before any other thread, so that all leave these signals to it.
final class SignalWatch: Sendable {
  private let received = Mutex<Int32?>(nil)

  /// Starts to watch; `onSignal` is called on the watching thread at the first signal.
  init(onSignal: @escaping @Sendable () -> Void) throws {
    let watched = Self.holdBack()
    _ = try NamedThread.start(name: "signals") { [self] in
      var signals = watched
      var signal: Int32 = 0
      guard sigwait(&signals, &signal) == 0 else { return }
      received.withLock { $0 = signal }
      onSignal()
    }
  }

  /// Blocks the signals that ask for the end on this thread and those it starts, except those that the process was
  /// started to ignore, as under nohup; returns the blocked ones.
  @discardableResult
  static func holdBack() -> sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) { sigaddset(&signals, number) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    return signals
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    let handler = setHandler(number, SIG_DFL)
    _ = setHandler(number, handler)
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// The signal that came; nil if none has.
  var signal: Int32? { received.withLock { $0 } }
}

/// `signal(2)`, which the class's own `signal` hides.
private let setHandler = signal
