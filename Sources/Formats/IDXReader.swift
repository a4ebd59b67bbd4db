/// An array of unsigned bytes from an IDX file, plain or gzipped.
///
/// Format: two zero bytes, a type (8 for unsigned bytes), the number of dimensions, each dimension as a big-endian
/// 32-bit number, then the elements, the last dimension fastest. Source: LeCun, Cortes and Burges, *The MNIST
/// database of handwritten digits*.
public struct IDXReader: ~Copyable {
  /// The maximum number of elements that can be read: 2 GiB.
  public static let maxCount = 1 << 31

  /// The size of each dimension, the slowest first: `[images, rows, columns]` for images.
  public let dimensions: [Int]
  /// The number of elements: the product of the dimensions.
  public let count: Int
  private var source: ByteSource

  /// Opens the file at `path` and reads its header, which must have `rank` dimensions (1 to 8).
  ///
  /// A header that claims more elements than a file of this length can hold is an error here, before memory is
  /// reserved for them.
  public init(path: String, rank: Int) throws(FormatError) {
    precondition((1...8).contains(rank), "an IDX array must have 1 to 8 dimensions, not \(rank)")
    var source = try ByteSource(path: path)
    let headerLength = 4 + 4 * rank
    let header = try source.read(count: headerLength)
    if let defect = Self.defect(ofHeader: header, length: headerLength, rank: rank) {
      throw .idx(path: path, defect: defect)
    }
    let dimensions = (0..<rank).map { header[(4 + 4 * $0)..<(8 + 4 * $0)].bigEndian }
    let count = ArrayShape.elementCount(dimensions) ?? .max
    let (fileSize, maxLength) = (source.fileSize, source.maxLength)
    guard count <= maxLength - headerLength else {
      throw .idx(
        path: path,
        defect: .claimsMoreThanFileHolds(dimensions: dimensions, fileSize: fileSize, maxLength: maxLength))
    }
    guard count <= Self.maxCount else {
      throw .idx(path: path, defect: .claimsTooMuch(dimensions: dimensions, limit: Self.maxCount))
    }
    self.dimensions = dimensions
    self.count = count
    self.source = source
  }

  /// The name under which the file was opened.
  public var path: String { source.path }

  /// Reads the elements and makes sure that nothing follows them.
  ///
  /// - Parameter progress: called with the number of elements read so far, at most 33 times, last with `count`.
  public consuming func elements(progress: (Int) -> Void = { _ in }) throws(FormatError) -> [UInt8] {
    let portion = max(count / 32, 1 << 16)
    let elements = try [UInt8](capacity: count) { buffer, filled throws(FormatError) in
      while filled < count {
        let end = min(filled + portion, count)
        filled += try source.read(into: .init(rebasing: buffer[filled..<end]))
        guard filled == end else {
          throw .idx(path: source.path, defect: .endsEarly(dimensions: dimensions, present: filled))
        }
        progress(filled)
      }
    }
    // Reading to the end also makes zlib check a gzipped file's checksum.
    guard try source.read(count: 1).isEmpty else {
      throw .idx(path: source.path, defect: .tooLong(dimensions: dimensions))
    }
    return elements
  }

  private static func defect(ofHeader header: [UInt8], length: Int, rank: Int) -> IDXDefect? {
    if header.count >= 2 && (header[0], header[1]) != (0, 0) {
      return .wrongMagic(first: header[0], second: header[1])
    }
    if header.count >= 3 && header[2] != 8 { return .wrongType(header[2]) }
    if header.count >= 4 && Int(header[3]) != rank {
      return .wrongRank(found: Int(header[3]), expected: rank)
    }
    return header.count < length ? .headerEndsEarly(length: header.count, needed: length) : nil
  }
}
