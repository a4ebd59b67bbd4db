import CKernels

/// A matrix as lists, one for each row, of the elements that are not zero; a window on memory that someone else
/// owns.
package struct NonzeroLists {
  /// The first row's list; a list ends with an element that is none.
  package let start: UnsafeMutablePointer<latentwalk_nonzero>
  /// The number of rows.
  package let rows: Int
  /// The number of columns.
  package let columns: Int

  /// Lists in memory that has room for `roomFor(rows:columns:)` elements.
  package init(_ start: UnsafeMutablePointer<latentwalk_nonzero>, rows: Int, columns: Int) {
    self.start = start
    self.rows = rows
    self.columns = columns
  }

  /// Elements from one list to the next: a whole row and its end.
  package var stride: Int { columns + 1 }

  /// The elements that the lists of a matrix need room for, for any values.
  package static func roomFor(rows: Int, columns: Int) -> Int { rows * (columns + 1) }

  /// Some of the rows.
  package func rows(_ range: Range<Int>) -> NonzeroLists {
    assert(range.lowerBound >= 0 && range.upperBound <= rows, "Lists \(range) of \(rows).")
    return NonzeroLists(start + range.lowerBound * stride, rows: range.count, columns: columns)
  }
}

extension Kernels {
  /// Lists what is not zero in a matrix with adjacent columns.
  package func listNonzero(_ values: MatrixView, into lists: NonzeroLists) {
    precondition(
      values.rows == lists.rows && values.columns == lists.columns && values.columnStride == 1,
      "Lists of \(lists.rows) x \(lists.columns) for a matrix of \(values.shape).")
    table.list_nonzero(
      values.rows, values.columns, values.start, values.rowStride, lists.start, lists.stride)
  }

  /// The lists of the transposed matrix; `lengths` has room for a number for each of the result's rows.
  package func transposeNonzero(
    _ lists: NonzeroLists, into result: NonzeroLists, lengths: UnsafeMutablePointer<UInt32>
  ) {
    precondition(
      lists.rows == result.columns && lists.columns == result.rows,
      "The transpose of lists of \(lists.rows) x \(lists.columns) into \(result.rows) x \(result.columns).")
    table.transpose_nonzero(
      lists.rows, lists.columns, lists.start, lists.stride, result.start, result.stride, lengths)
  }
}
