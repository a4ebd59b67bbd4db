import CKernels

/// A window on pairs of bfloat16 numbers, two of which are multiplied at a time: along one direction a matrix has
/// half as many pairs as elements.
package typealias PairView = StridedView<UInt32>

extension Kernels {
  /// Whether this CPU multiplies bfloat16 numbers with these kernels.
  public var hasBfloat16: Bool { bfloat16 != nil }

  var bfloat16: latentwalk_bfloat16_kernels? { latentwalk_bfloat16_kernels_with(table.name)?.pointee }

  /// `result[(rows + 1) / 2 x columns]`: the elements of two rows paired, each rounded to the nearest bfloat16.
  package func pairRows(_ values: MatrixView, into result: PairView) {
    precondition(
      result.rows == (values.rows + 1) / 2 && result.columns == values.columns && values.columnStride == 1
        && result.columnStride == 1,
      "Pairs of rows of \(values.shape) into \(result.shape).")
    bfloat16?.pair_rows(
      values.rows, values.columns, values.start, values.rowStride, result.start, result.rowStride)
  }

  /// `result[rows x (columns + 1) / 2]`: neighbours in a row paired likewise.
  package func pairColumns(_ values: MatrixView, into result: PairView) {
    precondition(
      result.rows == values.rows && result.columns == (values.columns + 1) / 2 && values.columnStride == 1
        && result.columnStride == 1,
      "Pairs of columns of \(values.shape) into \(result.shape).")
    bfloat16?.pair_columns(
      values.rows, values.columns, values.start, values.rowStride, result.start, result.rowStride)
  }

  /// `c = a b`, with pairs along the depth, added up in floats.
  package func multiply(
    _ a: PairView, _ b: PairView, into c: MatrixView, finish: ProductFinish? = nil,
    scratch: UnsafeMutablePointer<UInt32>
  ) {
    checkShapes((a.rows, a.columns), (b.rows, b.columns), c, finish)
    withOptionalPointer(to: finish?.constants) { finish in
      bfloat16?.multiply(
        c.rows, c.columns, a.columns, a.start, a.rowStride, a.columnStride, b.start, b.rowStride,
        b.columnStride, c.start, c.rowStride, false, finish, scratch)
    }
  }

  /// Transposes pairs, which stay what they are.
  package func transpose(_ pairs: PairView, into result: PairView) {
    func floats(_ view: PairView) -> MatrixView {
      MatrixView(
        UnsafeMutableRawPointer(view.start).assumingMemoryBound(to: Float.self), rows: view.rows,
        columns: view.columns, rowStride: view.rowStride, columnStride: view.columnStride)
    }
    transpose(floats(pairs), into: floats(result))
  }
}
