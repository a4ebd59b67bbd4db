/// A picture in shades of grey.
public struct GreyImage: Sendable, Equatable {
  /// The number of pixels in a row.
  public let width: Int
  /// The number of rows, the uppermost first.
  public let height: Int
  /// The brightness of each pixel, `[height x width]`, row-major, from 0 (black) to 255 (white), encoded as in sRGB.
  public let pixels: [UInt8]
}
