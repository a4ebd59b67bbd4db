import SystemLibrary

/// A regular file, open for reading from its first byte to its last.
struct InputFile: ~Copyable {
  let path: String
  /// The file's length in bytes when it was opened.
  let size: Int
  /// The offset of the next byte to read.
  private(set) var offset = 0
  private let descriptor: Int32

  /// Opens the file at `path`; a directory, pipe or device is an error, never a wait.
  init(path: String) throws(FormatError) {
    // Without O_NONBLOCK, opening a pipe would wait for someone to write to it.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw .cannotOpen(path: path, code: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw .cannotOpen(path: path, code: code)
    }
    let kind = FileKind(mode: status.st_mode)
    guard kind == .regular else {
      close(descriptor)
      throw .notRegularFile(path: path, kind: kind)
    }
    self.path = path
    self.size = Int(status.st_size)
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Fills `buffer` with the next bytes and returns their number, which is smaller only at the file's end.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(FormatError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      // Some systems refuse a single read of 2 GiB or more.
      let count = pread(descriptor, rest.baseAddress, min(rest.count, 1 << 30), off_t(offset))
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .cannotRead(path: path, offset: offset, code: errno) }
      if count == 0 { break }
      filled += count
      offset += count
    }
    return filled
  }

  /// Goes back to the file's first byte.
  mutating func rewind() { offset = 0 }
}
