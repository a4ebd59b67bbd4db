import SystemLibrary

/// Why a bell could not be hung.
public enum BellError: Error, CustomStringConvertible {
  /// The system has no pipe left.
  case noPipe(errno: Int32)

  /// One line: what, and how to fix it.
  public var description: String {
    switch self {
    case .noPipe(let code):
      "no pipe between the threads (\(String(cString: strerror(code)))); close some programs and try again"
    }
  }
}

/// Wakes a thread that sleeps: a pipe, so that waiting costs nothing and nothing is shared but two numbers.
final class Bell: Sendable {
  private let readEnd: Int32
  private let writeEnd: Int32

  init() throws(BellError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .noPipe(errno: errno) }
    (readEnd, writeEnd) = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Wakes the thread that waits, or the next one to wait.
  func ring() {
    var byte: UInt8 = 1
    // A full pipe has woken its reader already.
    _ = write(writeEnd, &byte, 1)
  }

  /// Sleeps until the bell has rung since the last wait, for at most `milliseconds`; -1 means for ever.
  ///
  /// - Returns: Whether it has rung.
  @discardableResult
  func wait(milliseconds: Int) -> Bool {
    var descriptor = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, Int32(clamping: milliseconds)) > 0 else { return false }
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(readEnd, &bytes, bytes.count) == bytes.count {}
    return true
  }
}
