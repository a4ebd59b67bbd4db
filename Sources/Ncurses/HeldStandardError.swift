import CNcurses
import SystemLibrary

/// Standard error, redirected to an anonymous file until `release`, which prints what was written meanwhile.
struct HeldStandardError {
  /// The file that standard error is redirected to.
  let file: Int32

  /// The original standard error.
  let original: Int32

  /// Redirects standard error; `nil` if it is not a terminal, or if the system refuses.
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

  /// Restores standard error and writes what was held back to it.
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
