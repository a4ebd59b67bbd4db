import SystemLibrary

/// A file, open for writing until its owner goes away.
struct OutputFile: ~Copyable {
  /// The name of the file in errors.
  let path: String
  private let descriptor: Int32

  /// Opens the pipe or device at `path` to write into it.
  init(existing path: String) throws(FormatError) {
    descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw .cannotCreate(path: path, code: errno) }
    self.path = path
  }

  /// Creates the file `location`; `nil` if it exists already.
  init?(creating location: String, shownAs path: String) throws(FormatError) {
    descriptor = open(location, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    if descriptor < 0 {
      guard errno == EEXIST else { throw .cannotCreate(path: path, code: errno) }
      return nil
    }
    self.path = path
  }

  deinit { close(descriptor) }

  /// Writes all of `bytes` after what was written before.
  func append(_ bytes: [UInt8]) throws(FormatError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        // Some systems refuse a single write of 2 GiB or more.
        write(descriptor, buffer.baseAddress?.advanced(by: written), min(buffer.count - written, 1 << 30))
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .cannotWrite(path: path, code: count < 0 ? errno : EIO) }
      written += count
    }
  }

  /// Waits until the bytes are on the disk.
  func synchronize() throws(FormatError) {
    guard fsync(descriptor) == 0 else { throw .cannotWrite(path: path, code: errno) }
  }
}
