/// Grey images of one size, and a label for each.
public struct ImageSet: Sendable {
  /// The columns of an image.
  public let width: Int
  /// The rows of an image.
  public let height: Int
  /// `[count x height x width]`, each 0 (empty) to 255 (full), row-major.
  public let pixels: [UInt8]
  /// `[count]`: the class of each image.
  public let labels: [UInt8]

  /// Puts images and labels together; there must be `width * height` pixels for each label.
  public init(width: Int, height: Int, pixels: [UInt8], labels: [UInt8]) {
    precondition(
      width > 0 && height > 0 && pixels.count == labels.count * height * width,
      "\(pixels.count) pixels are not \(labels.count) images of \(width) x \(height)")
    self.width = width
    self.height = height
    self.pixels = pixels
    self.labels = labels
  }

  /// The number of images.
  public var count: Int { labels.count }

  /// The number of pixels of one image.
  public var pixelsPerImage: Int { width * height }

  /// The pixels `[height x width]` of image `index`, which counts from 0; nothing is copied.
  public func image(_ index: Int) -> ArraySlice<UInt8> {
    precondition(labels.indices.contains(index), "there is no image \(index) among \(count)")
    return pixels[index * pixelsPerImage..<(index + 1) * pixelsPerImage]
  }
}

extension ImageSet {
  /// The share of black among the pixels of the first `count` images, in 0...1; 0 where there are none.
  public func shareOfBlack(first count: Int) -> Double {
    let first = pixels.prefix(count * pixelsPerImage)
    let black = first.reduce(0) { $0 + ($1 == 0 ? 1 : 0) }
    return first.isEmpty ? 0 : Double(black) / Double(first.count)
  }
}
