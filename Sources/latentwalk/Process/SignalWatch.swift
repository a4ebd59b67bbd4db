import Synchronization
import VAECore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Receives the signals that ask a program to end on a thread of its own, where anything may be done.
///
/// Made before any other thread, which then all leave these signals to it.
final class SignalWatch: Sendable {
  private let received = Mutex<Int32?>(nil)

  /// Starts to watch; `onSignal` is called on the watching thread at the first signal.
  init(onSignal: @escaping @Sendable () -> Void) throws {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    let watched = signals
    _ = try NamedThread.start(name: "signals") { [self] in
      var signals = watched
      var signal: Int32 = 0
      guard sigwait(&signals, &signal) == 0 else { return }
      received.withLock { $0 = signal }
      onSignal()
    }
  }

  /// The signal that came, where one has.
  var signal: Int32? { received.withLock { $0 } }
}
