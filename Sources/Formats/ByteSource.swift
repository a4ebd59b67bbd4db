/// The bytes of a file from first to last, unpacked if the file is gzipped.
///
/// A file is gzipped if its first two bytes are `1f 8b`; its name does not matter.
public struct ByteSource: ~Copyable {
  private var file: InputFile
  private let gzip: GzipReader?

  /// Opens the file at `path`; anything but a regular file is an error, never a wait.
  public init(path: String) throws(FormatError) {
    var file = try InputFile(path: path)
    let magic = try [UInt8](capacity: 2) { buffer, count throws(FormatError) in
      count = try file.read(into: buffer)
    }
    file.rewind()
    gzip = magic == [0x1f, 0x8b] ? try GzipReader(path: path) : nil
    self.file = file
  }

  /// The name under which the file was opened.
  public var path: String { file.path }

  /// The length of the file itself, in bytes.
  public var fileSize: Int { file.size }

  /// The maximum number of bytes that a file of this length can hold, unpacked.
  ///
  /// Deflate's longest match is 258 bytes and takes at least two bits: 1032 bytes for each compressed one.
  public var maxLength: Int {
    let (product, overflow) = file.size.multipliedReportingOverflow(by: gzip == nil ? 1 : 1032)
    return overflow ? .max : product
  }

  /// Fills `buffer` with the next bytes and returns their number, which is smaller only at the end of the data.
  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(FormatError) -> Int {
    if let gzip { return try gzip.read(into: buffer, from: &file) }
    return try file.read(into: buffer)
  }

  /// Returns the next `count` bytes, or fewer at the end of the data.
  public mutating func read(count: Int) throws(FormatError) -> [UInt8] {
    try [UInt8](capacity: count) { buffer, filled throws(FormatError) in filled = try read(into: buffer) }
  }
}
