import CKernels

/// A window on pairs of bfloat16 numbers, two of which are multiplied at a time: along one direction a matrix has
/// half as many pairs as elements.
package typealias BFloat16View = StridedView<UInt32>

extension Kernels {
  /// Whether this CPU multiplies bfloat16 numbers with these kernels.
  public var hasBfloat16: Bool { bfloat16 != nil }

  /// The pairs of scratch that a product needs, for any shapes.
  package var pairScratchCount: Int { bfloat16?.product_scratch ?? 0 }

  private func requireBfloat16() -> latentwalk_bfloat16_kernels {
    guard let bfloat16 else { preconditionFailure("Pairs of bfloat16 with the \(name) kernels.") }
    return bfloat16
  }

  /// `result[(rows + 1) / 2 x columns]`: the elements of two rows paired, each rounded to the nearest bfloat16.
  package func pairRows(_ values: MatrixView, into result: BFloat16View) {
    precondition(
      result.rows == (values.rows + 1) / 2 && result.columns == values.columns && values.columnStride == 1
        && result.columnStride == 1,
      "Pairs of rows of \(values.shape) into \(result.shape).")
    requireBfloat16().pair_rows(
      values.rows, values.columns, values.start, values.rowStride, result.start, result.rowStride)
  }

  /// `result[rows x (columns + 1) / 2]`: neighbours in a row paired likewise.
  package func pairColumns(_ values: MatrixView, into result: BFloat16View) {
    precondition(
      result.rows == values.rows && result.columns == (values.columns + 1) / 2 && values.columnStride == 1
        && result.columnStride == 1,
      "Pairs of columns of \(values.shape) into \(result.shape).")
    requireBfloat16().pair_columns(
      values.rows, values.columns, values.start, values.rowStride, result.start, result.rowStride)
  }

  /// `c = a b`, with pairs along the depth, summed in floats.
  package func multiply(
    _ a: BFloat16View, _ b: BFloat16View, into c: MatrixView, finish: ProductFinish? = nil,
    scratch: UnsafeMutablePointer<UInt32>
  ) {
    checkShapes((a.rows, a.columns), (b.rows, b.columns), c, finish)
    withOptionalPointer(to: finish?.constants) { finish in
      requireBfloat16().multiply(
        c.rows, c.columns, a.columns, a.start, a.rowStride, a.columnStride, b.start, b.rowStride,
        b.columnStride, c.start, c.rowStride, false, finish, scratch)
    }
  }

  /// Transposes pairs, which stay what they are.
  package func transpose(_ pairs: BFloat16View, into result: BFloat16View) {
    precondition(
      pairs.rows == result.columns && pairs.columns == result.rows
        && pairs.columnStride == 1 && result.columnStride == 1,
      "The transpose of \(pairs.shape) into \(result.shape).")
    // A float has the size of a pair, and moving one keeps its bits.
    let (from, to) = ((pairs.rows - 1) * pairs.rowStride, (result.rows - 1) * result.rowStride)
    pairs.start.withMemoryRebound(to: Float.self, capacity: from + pairs.columns) { from in
      result.start.withMemoryRebound(to: Float.self, capacity: to + result.columns) { to in
        table.transpose(pairs.rows, pairs.columns, from, pairs.rowStride, to, result.rowStride)
      }
    }
  }
}
