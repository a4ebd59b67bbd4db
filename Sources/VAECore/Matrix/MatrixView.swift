/// A window on elements that someone else owns: `[rows x columns]`, with a stride for each direction.
///
/// The rules of the layers are written over views, so that a part of a batch, a block of weights or a
/// transposed matrix costs nothing. A view is only good while its memory is.
package struct StridedView<Element: BitwiseCopyable> {
  /// The element at row 0, column 0.
  package let start: UnsafeMutablePointer<Element>
  /// The number of rows.
  package let rows: Int
  /// The number of columns.
  package let columns: Int
  /// Elements from one row to the next.
  package let rowStride: Int
  /// Elements from one column to the next; 1 unless the view is transposed.
  package let columnStride: Int

  /// A view with any strides.
  package init(
    _ start: UnsafeMutablePointer<Element>, rows: Int, columns: Int, rowStride: Int, columnStride: Int
  ) {
    self.start = start
    self.rows = rows
    self.columns = columns
    self.rowStride = rowStride
    self.columnStride = columnStride
  }

  /// A view of a row-major matrix without gaps.
  package init(_ start: UnsafeMutablePointer<Element>, rows: Int, columns: Int) {
    self.init(start, rows: rows, columns: columns, rowStride: columns, columnStride: 1)
  }

  /// The same elements as `[columns x rows]`.
  package var transposed: StridedView {
    StridedView(start, rows: columns, columns: rows, rowStride: columnStride, columnStride: rowStride)
  }

  /// Some of the rows, all of the columns.
  package func rows(_ range: Range<Int>) -> StridedView {
    assert(range.lowerBound >= 0 && range.upperBound <= rows, "Rows \(range) of a view with \(rows).")
    return StridedView(
      start + range.lowerBound * rowStride, rows: range.count, columns: columns,
      rowStride: rowStride, columnStride: columnStride)
  }

  /// Some of the columns, all of the rows.
  package func columns(_ range: Range<Int>) -> StridedView {
    transposed.rows(range).transposed
  }

  /// The first element of a row.
  package func row(_ index: Int) -> UnsafeMutablePointer<Element> {
    assert(index >= 0 && index < rows, "Row \(index) of a view with \(rows) rows.")
    return start + index * rowStride
  }

  /// The element in a row and a column.
  package subscript(row: Int, column: Int) -> Element {
    get { start[row * rowStride + column * columnStride] }
    nonmutating set { start[row * rowStride + column * columnStride] = newValue }
  }

  /// The shape in words, for messages.
  package var shape: String { "\(rows) x \(columns)" }
}

/// A window on floats.
package typealias MatrixView = StridedView<Float>
