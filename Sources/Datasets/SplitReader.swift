import Formats

/// Reads the images and labels of one split of a dataset, training or test; `init` reads and compares the headers.
struct SplitReader: ~Copyable {
  /// The maximum width and height of an image, in pixels.
  static let maxSide = 1024

  let width: Int
  let height: Int
  /// The number of bytes that `imageSet` reads.
  let length: Int
  let imagesPath: String
  private let images: IDXReader
  private let labels: IDXReader

  init(images imagesRole: IDXRole, labels labelsRole: IDXRole, in directory: String) throws(DatasetError) {
    let imagesPath = try imagesRole.path(in: directory)
    let labelsPath = try labelsRole.path(in: directory)
    let images = try DatasetError.wrapping { () throws(FormatError) in
      try IDXReader(path: imagesPath, rank: 3)
    }
    let labels = try DatasetError.wrapping { () throws(FormatError) in
      try IDXReader(path: labelsPath, rank: 1)
    }
    let (count, height, width) = (images.dimensions[0], images.dimensions[1], images.dimensions[2])
    guard count > 0 else { throw .noImages(path: imagesPath) }
    guard (1...Self.maxSide).contains(width), (1...Self.maxSide).contains(height) else {
      throw .badImageSize(path: imagesPath, width: width, height: height, maxSide: Self.maxSide)
    }
    guard labels.count == count else {
      throw .countsDiffer(images: imagesPath, imageCount: count, labels: labelsPath, labelCount: labels.count)
    }
    self.width = width
    self.height = height
    self.length = images.count + labels.count
    self.imagesPath = imagesPath
    self.images = images
    self.labels = labels
  }

  /// Reads the labels, then the images; `progress` is called with the number of bytes read so far.
  consuming func imageSet(progress: (Int) -> Void) throws(DatasetError) -> ImageSet {
    let (width, height) = (width, height)
    do throws(FormatError) {
      let labels = try labels.elements()
      let pixels = try images.elements { progress(labels.count + $0) }
      return ImageSet(width: width, height: height, pixels: pixels, labels: labels)
    } catch {
      throw .file(error)
    }
  }
}
