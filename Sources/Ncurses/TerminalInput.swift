import CNcurses
import SystemLibrary

/// The descriptor that keys are read from.
struct TerminalInput {
  /// How a wait ended.
  enum Readiness {
    /// A signal or input has arrived.
    case ready
    /// The terminal is gone.
    case gone
    /// Nothing arrived in time.
    case timedOut
  }

  /// The terminal's descriptor.
  let descriptor: Int32

  private let isOwned: Bool

  /// Uses the given descriptor; if that is not a terminal, opens the controlling terminal.
  init(_ given: Int32) throws(ScreenError) {
    if isatty(given) == 1 {
      (descriptor, isOwned) = (given, false)
      return
    }
    let opened = open("/dev/tty", O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw .system(operation: "open /dev/tty to read keys", code: errno) }
    (descriptor, isOwned) = (opened, true)
  }

  /// Closes the descriptor if `init` opened it.
  func release() {
    if isOwned { close(descriptor) }
  }

  /// Waits for input or for a signal from the pipe `signals`; a negative time means without limit.
  func wait(signals: Int32, milliseconds: Int32) -> Readiness {
    var descriptors = [
      pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let count = poll(&descriptors, nfds_t(descriptors.count), milliseconds)
    if count < 0 { return errno == EINTR ? .ready : .gone }
    if count == 0 { return .timedOut }
    if descriptors[0].revents != 0 { return .ready }
    let isGone = descriptors[1].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
    // Readable, but with nothing to read: the terminal has closed.
    return isGone || latentwalk_bytes_waiting(descriptor) <= 0 ? .gone : .ready
  }
}
