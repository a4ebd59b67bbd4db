/// The images of a batch, picked out of all images without being copied.
package struct BatchImages {
  /// The first image's first pixel.
  let start: UnsafePointer<UInt8>
  /// Pixels of an image.
  let pixels: Int
  /// The numbers of the images that make the batch, row by row.
  private(set) var indices: UnsafePointer<Int>
  /// How many rows there are.
  private(set) var count: Int

  /// Picks images `indices` out of all, `[images x pixels]`; every number must be one of an image.
  package init(
    _ all: UnsafeBufferPointer<UInt8>, pixels: Int, indices: UnsafePointer<Int>, count: Int
  ) {
    let available = all.count / pixels
    for row in 0..<count {
      precondition(
        indices[row] >= 0 && indices[row] < available, "Image \(indices[row]) of a set of \(available).")
    }
    guard let start = all.baseAddress else { preconditionFailure("A batch of no images.") }
    self.start = start
    self.pixels = pixels
    self.indices = indices
    self.count = count
  }

  /// Some of the rows.
  func images(_ rows: Range<Int>) -> BatchImages {
    var images = self
    images.indices += rows.lowerBound
    images.count = rows.count
    return images
  }

  /// The first pixel of a row's image.
  subscript(row: Int) -> UnsafePointer<UInt8> { start + indices[row] * pixels }
}

extension Kernels {
  /// Turns bytes into floats in 0...1, `[rows x pixels]`.
  package func gatherImages(_ images: BatchImages, into result: MatrixView) {
    precondition(
      images.count == result.rows && images.pixels == result.columns && result.columnStride == 1,
      "\(images.count) images of \(images.pixels) pixels into \(result.shape).")
    table.gather_images(
      images.count, images.pixels, images.start, images.indices, result.start, result.rowStride)
  }

  /// Lists the pixels that are not black, as floats in 0...1, `[rows x pixels]`.
  package func listImages(_ images: BatchImages, into lists: NonzeroLists) {
    precondition(
      images.count == lists.rows && images.pixels == lists.columns,
      "\(images.count) images of \(images.pixels) pixels into lists of \(lists.rows) x \(lists.columns).")
    table.list_images(
      images.count, images.pixels, images.start, images.indices, lists.start, lists.stride)
  }
}
