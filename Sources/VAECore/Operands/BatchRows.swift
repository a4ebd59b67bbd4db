/// Rows of a batch, picked from a set without being copied: images as bytes for 0...1, or as floats.
package struct BatchRows<Element: BitwiseCopyable> {
  /// The first element of the set.
  let start: UnsafePointer<Element>
  /// Elements in a row.
  package let columns: Int
  /// The numbers, in the set, of the rows of the batch.
  private(set) var indices: UnsafePointer<Int>
  /// The number of rows.
  package private(set) var count: Int

  /// Picks rows `indices` of a set `[rows x columns]`; each must be in it.
  package init(
    _ all: UnsafeBufferPointer<Element>, columns: Int, indices: UnsafePointer<Int>, count: Int
  ) {
    let available = all.count / columns
    for row in 0..<count {
      precondition(
        indices[row] >= 0 && indices[row] < available, "Image \(indices[row]) of a set of \(available).")
    }
    guard let start = all.baseAddress else { preconditionFailure("A batch of no images.") }
    self.start = start
    self.columns = columns
    self.indices = indices
    self.count = count
  }

  /// Some of the rows.
  func rows(_ range: Range<Int>) -> BatchRows {
    var rows = self
    rows.indices += range.lowerBound
    rows.count = range.count
    return rows
  }

  /// The first element of a row.
  subscript(row: Int) -> UnsafePointer<Element> { start + indices[row] * columns }
}

/// The images of a batch.
package enum BatchImages {
  /// Bytes that stand for 0...1.
  case bytes(BatchRows<UInt8>)
  /// Numbers in 0...1.
  case floats(BatchRows<Float>)

  /// The number of images.
  package var count: Int {
    switch self {
    case .bytes(let rows): rows.count
    case .floats(let rows): rows.count
    }
  }

  /// Pixels in an image.
  package var pixels: Int {
    switch self {
    case .bytes(let rows): rows.columns
    case .floats(let rows): rows.columns
    }
  }

  /// A pixel of a row's image, in 0...1.
  func value(row: Int, pixel: Int) -> Double {
    switch self {
    case .bytes(let rows): Double(rows[row][pixel]) / 255
    case .floats(let rows): Double(rows[row][pixel])
    }
  }
}

extension Kernels {
  /// The images of some rows as floats in 0...1, `[rows x pixels]`.
  package func gather(_ images: BatchImages, rows: Range<Int>, into result: MatrixView) {
    precondition(
      rows.count == result.rows && images.pixels == result.columns && result.columnStride == 1,
      "\(rows.count) images of \(images.pixels) pixels into \(result.shape).")
    switch images {
    case .bytes(let all):
      let images = all.rows(rows)
      table.gather_images(
        images.count, images.columns, images.start, images.indices, result.start, result.rowStride)
    case .floats(let all):
      for (index, row) in rows.enumerated() { result.row(index).update(from: all[row], count: all.columns) }
    }
  }

  /// Lists the pixels of some rows that are not black, as floats in 0...1, `[rows x pixels]`.
  package func list(_ images: BatchImages, rows: Range<Int>, into lists: NonzeroLists) {
    precondition(
      rows.count == lists.rows && images.pixels == lists.columns,
      "\(rows.count) images of \(images.pixels) pixels into lists of \(lists.rows) x \(lists.columns).")
    switch images {
    case .bytes(let all):
      let images = all.rows(rows)
      table.list_images(
        images.count, images.columns, images.start, images.indices, lists.start, lists.stride)
    case .floats(let all):
      for (index, row) in rows.enumerated() {
        table.list_nonzero(
          1, all.columns, all[row], all.columns, lists.start + index * lists.stride, lists.stride)
      }
    }
  }
}
