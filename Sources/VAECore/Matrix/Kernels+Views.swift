import CKernels

extension Kernels {
  /// How many floats of scratch a product needs, whatever its shapes.
  package var scratchCount: Int { table.product_scratch }

  /// `c = a b`, or `c += a b` when accumulating: `[m x n] = [m x k] [k x n]`; a and b may be transposed
  /// views.
  ///
  /// An element's bits do not depend on which rows or columns of `c` are worked out together.
  package func multiply(
    _ a: MatrixView, _ b: MatrixView, into c: MatrixView, accumulating: Bool = false,
    scratch: UnsafeMutablePointer<Float>
  ) {
    precondition(
      a.columns == b.rows && c.rows == a.rows && c.columns == b.columns && c.columnStride == 1,
      "A product of \(a.shape) and \(b.shape) into \(c.shape).")
    table.multiply(
      c.rows, c.columns, a.columns, a.start, a.rowStride, a.columnStride,
      b.start, b.rowStride, b.columnStride, c.start, c.rowStride, accumulating, scratch)
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
}
