import CNcurses
import SystemLibrary

/// Standard error, pointed at a nameless file until `release`, which lets out what was written meanwhile.
struct HeldStandardError {
  /// The file that standard error goes to.
  let file: Int32

  /// Where standard error really goes.
  let original: Int32

  /// Holds standard error back; nil where it is not a terminal, or the system refuses.
  init?() {
    guard isatty(STDERR_FILENO) == 1 else { return nil }
    let file = latentwalk_anonymous_file()
    let original = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    guard file >= 0, original >= 0, dup2(file, STDERR_FILENO) >= 0 else {
      if file >= 0 { close(file) }
      if original >= 0 { close(original) }
      return nil
    }
    self.file = file
    self.original = original
  }

  /// Gives standard error back and writes to it what was held.
  func release() {
    dup2(original, STDERR_FILENO)
    close(original)
    lseek(file, 0, SEEK_SET)
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(file, &buffer, buffer.count)
      guard count > 0, write(STDERR_FILENO, buffer, count) == count else { break }
    }
    close(file)
  }
}
