import SystemLibrary

/// A file that is open for writing and closes with its owner.
struct OutputFile: ~Copyable {
  /// The name under which errors speak of the file.
  let path: String
  private let descriptor: Int32

  /// Opens what stands at `path`, a pipe or a device, to write into it.
  init(existing path: String) throws(FormatError) {
    descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw .cannotCreate(path: path, code: errno) }
    self.path = path
  }

  /// Creates the file `location`, which must not exist; `nil` where it does.
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
        // Some systems refuse single writes of 2 GiB and more.
        write(descriptor, buffer.baseAddress?.advanced(by: written), min(buffer.count - written, 1 << 30))
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .cannotWrite(path: path, code: count < 0 ? errno : EIO) }
      written += count
    }
  }

  /// Waits until the disk has the bytes.
  func synchronize() throws(FormatError) {
    guard fsync(descriptor) == 0 else { throw .cannotWrite(path: path, code: errno) }
  }
}
