/// A matrix with a row for each image of a batch.
///
/// Its rows are an odd number of cache lines apart: a column of a power of two would fall on few places of the
/// cache, over and over.
final class BatchMatrix {
  private let buffer: FloatBuffer
  private let rows: Int
  private let columns: Int
  private let stride: Int

  /// Makes room for `rows` rows of `columns` floats, all zero.
  init(rows: Int, columns: Int) {
    let lines = (columns + 15) / 16
    stride = (lines | 1) * 16
    buffer = FloatBuffer(count: rows * stride)
    self.rows = rows
    self.columns = columns
  }

  /// All of it.
  var view: MatrixView {
    MatrixView(buffer.start, rows: rows, columns: columns, rowStride: stride, columnStride: 1)
  }

  /// Some of the rows, `[range x columns]`.
  subscript(range: Range<Int>) -> MatrixView { view.rows(range) }

  /// The first element of a row.
  subscript(row: Int) -> UnsafeMutablePointer<Float> { view.row(row) }
}
