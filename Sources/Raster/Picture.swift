/// A small image of one channel, for drawing: `[height x width]` brightness values, row-major.
///
/// Values are in 0...1, black to white; for signed drawing in -1...1. Others are drawn as the nearest
/// end of the range, and NaN as the lowest brightness or no difference.
public struct Picture: Equatable, Sendable {
  /// Pixels in a row.
  public let width: Int

  /// Pixels in a column.
  public let height: Int

  /// The brightness of every pixel, `[height x width]`.
  public let values: [Float]

  /// Makes a picture of `width x height` values.
  @inlinable
  public init(width: Int, height: Int, values: some Collection<Float>) {
    precondition(
      width >= 0 && height >= 0 && width.multipliedReportingOverflow(by: height) == (values.count, false),
      "a picture of \(width) x \(height) pixels was given \(values.count) values")
    self.width = width
    self.height = height
    self.values = Array(values)
  }

  /// Makes a picture of `width x height` bytes, 0 black and 255 white.
  @inlinable
  public init(width: Int, height: Int, bytes: some Collection<UInt8>) {
    self.init(width: width, height: height, values: bytes.map { Float($0) / 255 })
  }
}

extension Picture {
  /// The picture without its outermost pixels, `margin` on every side; as it is where nothing would be left.
  public func cropped(by margin: Int) -> Picture {
    guard margin > 0, width > 2 * margin, height > 2 * margin else { return self }
    let columns = margin..<width - margin
    let values = (margin..<height - margin).flatMap { row in
      self.values[row * width + columns.lowerBound..<row * width + columns.upperBound]
    }
    return Picture(width: columns.count, height: height - 2 * margin, values: values)
  }
}
