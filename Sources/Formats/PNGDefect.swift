/// What is wrong with a PNG file.
public enum PNGDefect: Sendable, Equatable {
  /// The file does not begin as every PNG file does; `start` is its first 16 bytes, or all if it has fewer.
  case notPNG(start: [UInt8])
  /// The file ends, after `fileSize` bytes, before the `IEND` chunk.
  case endsEarly(fileSize: Int)
  /// The data cannot be unpacked, or a checksum differs; `reason` is libpng's.
  case corrupt(reason: String)
  /// The header claims more pixels than can be read, or a longer side; `limit` counts pixels.
  case tooLarge(width: Int, height: Int, limit: Int)
}

extension PNGDefect: CustomStringConvertible {
  /// What is wrong and where, and the fix, without the file's name.
  public var description: String {
    switch self {
    case .notPNG(let start) where start.starts(with: PNGFile.start.prefix(4)):
      "the first 4 bytes are those of a PNG file, but the first \(start.count) are not; fetch the file again"
    case .notPNG(let start):
      "this is not a PNG file: it begins with the bytes "
        + start.prefix(4).map(\.hexadecimal).joined(separator: " ")
        + (Self.format(of: start).map { ", as \($0) does; convert it to PNG" }
          ?? ", not 89 50 4e 47; give a PNG file")
    case .endsEarly(let fileSize):
      "the PNG data ends early, at byte \(fileSize) of the file; fetch the file again"
    case .corrupt(let reason):
      "the PNG data is damaged (\(reason.printable)); fetch the file again"
    case .tooLarge(let width, let height, let limit):
      "the picture has \(width) x \(height) pixels, but at most \(limit), and \(PNGFile.maxSide) on a side, "
        + "can be read; make it smaller"
    }
  }

  /// The picture format that begins with these bytes, with its article; `nil` if it is not a known one.
  private static func format(of start: [UInt8]) -> String? {
    let text = String(decoding: start, as: UTF8.self)
    if start.starts(with: [0xff, 0xd8, 0xff]) { return "a JPEG" }
    if text.hasPrefix("GIF8") { return "a GIF" }
    if text.hasPrefix("BM") { return "a BMP" }
    if text.hasPrefix("II*\0") || text.hasPrefix("MM\0*") { return "a TIFF" }
    if text.hasPrefix("RIFF") && start.dropFirst(8).starts(with: "WEBP".utf8) { return "a WebP" }
    if start.dropFirst(4).starts(with: "ftyp".utf8) { return "a HEIC or AVIF" }
    return nil
  }
}
