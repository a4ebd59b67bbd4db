/// A matrix with a row for each image of a batch, or for each pair of them.
///
/// Its rows are an odd number of cache lines apart: a column of a power of two would fall on few places of the
/// cache, over and over.
package final class BatchMatrix<Element: BitwiseCopyable> {
  private let buffer: Buffer<Element>
  private let rows: Int
  private let columns: Int
  private let stride: Int

  /// Makes room for `rows` rows of `columns` elements of 4 bytes, all of one value.
  init(rows: Int, columns: Int, repeating value: Element) {
    let lines = (columns + 15) / 16
    stride = (lines | 1) * 16
    buffer = Buffer(count: rows * stride, repeating: value)
    self.rows = rows
    self.columns = columns
  }

  /// All of it.
  package var view: StridedView<Element> {
    StridedView(buffer.start, rows: rows, columns: columns, rowStride: stride, columnStride: 1)
  }

  /// Some of the rows, `[range x columns]`.
  package subscript(range: Range<Int>) -> StridedView<Element> { view.rows(range) }

  /// The first element of a row.
  package subscript(row: Int) -> UnsafeMutablePointer<Element> { view.row(row) }
}
