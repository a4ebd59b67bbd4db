import CNcurses
import SystemLibrary

/// Where keys come from, and the signals' pipe beside it.
struct TerminalInput {
  /// What a wait ended with.
  enum Readiness {
    /// There is a signal, or something to read.
    case ready
    /// The terminal went away.
    case gone
    /// Nothing came in time.
    case timedOut
  }

  /// The terminal's descriptor.
  let descriptor: Int32

  private let isOwned: Bool

  /// Takes the given descriptor, or where that is not a terminal, opens the controlling one.
  init(_ given: Int32) throws(ScreenError) {
    if isatty(given) == 1 {
      (descriptor, isOwned) = (given, false)
      return
    }
    let opened = open("/dev/tty", O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw .system(operation: "open /dev/tty to read keys", code: errno) }
    (descriptor, isOwned) = (opened, true)
  }

  /// Closes the descriptor where it was opened here.
  func release() {
    if isOwned { close(descriptor) }
  }

  /// Waits for input or a signal; a negative time is for ever.
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
    // Readable with nothing to read is the end.
    return isGone || latentwalk_bytes_waiting(descriptor) <= 0 ? .gone : .ready
  }
}
