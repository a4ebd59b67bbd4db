/// Grey images of one size, each with a label.
public struct ImageSet: Sendable {
  /// The width of an image in pixels.
  public let width: Int
  /// The height of an image in pixels.
  public let height: Int
  /// All pixels, `[count x height x width]`, row-major, from 0 (black) to 255 (white).
  public let pixels: [UInt8]
  /// The class of each image, `[count]`.
  public let labels: [UInt8]

  /// Makes a set of images with their labels; there must be `width * height` pixels for each label.
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

  /// Returns the pixels, `[height x width]`, of image `index`, counted from 0, without copying them.
  public func image(_ index: Int) -> ArraySlice<UInt8> {
    precondition(labels.indices.contains(index), "there is no image \(index) among \(count)")
    return pixels[index * pixelsPerImage..<(index + 1) * pixelsPerImage]
  }
}

extension ImageSet {
  /// Returns the fraction of black pixels, in 0...1, in the first `count` images; 0 if the set is empty.
  public func shareOfBlack(first count: Int) -> Double {
    let first = pixels.prefix(count * pixelsPerImage)
    let black = first.reduce(0) { $0 + ($1 == 0 ? 1 : 0) }
    return first.isEmpty ? 0 : Double(black) / Double(first.count)
  }
}
