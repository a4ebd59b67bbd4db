import CKernels

extension Kernels {
  /// The floats of scratch that a product needs, for any shapes.
  package var scratchCount: Int { table.product_scratch }

  /// `c = a b`, or `c += a b` when accumulating: `[m x n] = [m x k] [k x n]`; a and b may be transposed
  /// views.
  ///
  /// An element's bits do not depend on which rows or columns of `c` are computed together.
  package func multiply(
    _ a: MatrixView, _ b: MatrixView, into c: MatrixView, accumulating: Bool = false,
    finish: ProductFinish? = nil, scratch: UnsafeMutablePointer<Float>
  ) {
    checkShapes((a.rows, a.columns), (b.rows, b.columns), c, finish)
    withOptionalPointer(to: finish?.constants) { finish in
      table.multiply(
        c.rows, c.columns, a.columns, a.start, a.rowStride, a.columnStride,
        b.start, b.rowStride, b.columnStride, c.start, c.rowStride, accumulating, finish, scratch)
    }
  }

  /// The same product with a as lists of what is not zero, and b's columns adjacent.
  ///
  /// The bits are the same, except for products of zero with values that are not finite.
  package func multiply(
    _ a: NonzeroLists, _ b: MatrixView, into c: MatrixView, accumulating: Bool = false,
    finish: ProductFinish? = nil, scratch: UnsafeMutablePointer<Float>
  ) {
    checkShapes((a.rows, a.columns), (b.rows, b.columns), c, finish)
    precondition(b.columnStride == 1, "A product of lists and a transposed matrix of \(b.shape).")
    withOptionalPointer(to: finish?.constants) { finish in
      table.multiply_nonzero(
        c.rows, c.columns, a.columns, a.start, a.stride, b.start, b.rowStride, c.start, c.rowStride,
        accumulating, finish, scratch)
    }
  }

  /// `result = values` transposed: `[n x m]` from `[m x n]`, both with adjacent columns.
  package func transpose(_ values: MatrixView, into result: MatrixView) {
    precondition(
      values.rows == result.columns && values.columns == result.rows
        && values.columnStride == 1 && result.columnStride == 1,
      "The transpose of \(values.shape) into \(result.shape).")
    table.transpose(
      values.rows, values.columns, values.start, values.rowStride, result.start, result.rowStride)
  }

  func checkShapes(
    _ a: (rows: Int, columns: Int), _ b: (rows: Int, columns: Int), _ c: MatrixView, _ finish: ProductFinish?
  ) {
    precondition(
      a.columns == b.rows && c.rows == a.rows && c.columns == b.columns && c.columnStride == 1,
      "A product of \(a.rows) x \(a.columns) and \(b.rows) x \(b.columns) into \(c.shape).")
    guard case .slope(_, let outputs) = finish else { return }
    precondition(
      outputs.rows == c.rows && outputs.columns == c.columns && outputs.columnStride == 1,
      "A gradient of \(c.shape) for an output of \(outputs.shape).")
  }
}

/// Calls `body` with a pointer to a value, or nil if there is no value.
func withOptionalPointer<Value>(to value: Value?, _ body: (UnsafePointer<Value>?) -> Void) {
  if let value {
    withUnsafePointer(to: value) { body($0) }
  } else {
    body(nil)
  }
}
