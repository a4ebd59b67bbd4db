import CPNG

/// Reads pictures from PNG files of every colour type and depth, interlaced or not.
///
/// Format: eight bytes that no other format begins with, then chunks: a length, a name of four letters, that many
/// bytes, a checksum. `IHDR` comes first and `IEND` last. Source: W3C, *Portable Network Graphics (PNG)
/// Specification*.
public enum PNGFile {
  /// The maximum number of pixels that can be read: 64 Mi, which take 320 MiB during conversion to grey.
  public static let maxCount = 1 << 26
  /// The maximum width and height that can be read, in pixels.
  public static let maxSide = 1 << 16

  /// The first bytes of every PNG file: its signature, and the length and name of `IHDR`.
  static let start: [UInt8] =
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13] + Array("IHDR".utf8)

  /// Reads the picture in the file at `path` and converts it to grey.
  ///
  /// Grey of 8 bits stays as it is, unless the file states a gamma other than sRGB's; 16 bits are rounded to 8, and
  /// fewer than 8 are scaled to 0...255. Colours become their luma, and transparent pixels are laid on black. A header
  /// that claims more pixels than can be read is an error before memory is reserved for them.
  public static func read(_ path: String) throws(FormatError) -> GrayImage {
    let bytes = try WholeFile.read(path)
    if let defect = defect(of: bytes) { throw .png(path: path, defect: defect) }
    let (width, height) = size(inHeaderOf: bytes)
    let colors = try [UInt8](capacity: 4 * width * height) { buffer, count throws(FormatError) in
      let pixels = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
      var message = [UInt8](repeating: 0, count: Int(latentwalk_png_message_length))
      guard latentwalk_png_read(bytes, bytes.count, UInt32(width), UInt32(height), pixels, &message) != 0
      else {
        let reason = String(decoding: message.prefix { $0 != 0 }, as: UTF8.self)
        throw .png(path: path, defect: .corrupt(reason: reason))
      }
      count = buffer.count
    }
    return GrayImage(width: width, height: height, pixels: luma(of: colors))
  }

  /// What is wrong with the file as far as that shows without unpacking anything.
  private static func defect(of bytes: [UInt8]) -> PNGDefect? {
    guard start.starts(with: bytes.prefix(start.count)) else {
      return .notPNG(start: Array(bytes.prefix(start.count)))
    }
    guard hasEnd(bytes) else { return .endsEarly(fileSize: bytes.count) }
    let (width, height) = size(inHeaderOf: bytes)
    guard max(width, height) <= maxSide, width * height <= maxCount else {
      return .tooLarge(width: width, height: height, limit: maxCount)
    }
    return nil
  }

  /// Whether the chunks reach `IEND`; libpng stops after the last row and does not check.
  private static func hasEnd(_ bytes: [UInt8]) -> Bool {
    var offset = 8
    while bytes.count - offset >= 12 {
      let end = offset + 12 + bytes[offset..<offset + 4].bigEndian
      if bytes[offset + 4..<offset + 8].elementsEqual("IEND".utf8) { return end <= bytes.count }
      offset = end
    }
    return false
  }

  private static func size(inHeaderOf bytes: [UInt8]) -> (width: Int, height: Int) {
    (bytes[16..<20].bigEndian, bytes[20..<24].bigEndian)
  }

  /// The brightness of pixels of red, green, blue and opacity, on black.
  ///
  /// The weights are ITU-R BT.601's in units of 1/65536, applied to encoded values, as in most programs. libpng's own
  /// conversion goes through 8 bits of linear light, which has no shade between black and 21.
  private static func luma(of colors: [UInt8]) -> [UInt8] {
    stride(from: 0, to: colors.count, by: 4).map { place in
      let (red, green, blue) = (Int(colors[place]), Int(colors[place + 1]), Int(colors[place + 2]))
      let luma = 19595 * red + 38470 * green + 7471 * blue
      return UInt8((luma * Int(colors[place + 3]) + 255 << 15) / (255 << 16))
    }
  }
}

/// A picture in shades of grey.
public struct GrayImage: Sendable, Equatable {
  /// The number of pixels in a row.
  public let width: Int
  /// The number of rows, top row first.
  public let height: Int
  /// The brightness of each pixel, `[height x width]`, row-major, from 0 (black) to 255 (white), encoded as in sRGB.
  public let pixels: [UInt8]
}
