/// A matrix with a row for each image of a batch, in pairs of bfloat16: along a row for products with its columns,
/// and of two rows for products over the batch.
final class BFloat16Operands {
  /// `[rows x columns / 2]`.
  private let along: BatchMatrix<UInt32>
  /// `[rows / 2 x columns]`.
  private let across: BatchMatrix<UInt32>

  /// Makes room for `capacity` rows of `columns` numbers, all zero.
  init(capacity: Int, columns: Int) {
    along = BatchMatrix(rows: capacity, columns: (columns + 1) / 2, repeating: 0)
    across = BatchMatrix(rows: (capacity + 1) / 2, columns: columns, repeating: 0)
  }

  /// Rounds a part of the matrix, which begins at an even row and an even column.
  func update(rows: Range<Int>, columns: Range<Int>, from values: MatrixView, kernels: Kernels) {
    assert(rows.lowerBound.isMultiple(of: 2) && columns.lowerBound.isMultiple(of: 2))
    kernels.pairColumns(
      values, into: along[rows].columns(columns.lowerBound / 2..<(columns.upperBound + 1) / 2))
    kernels.pairRows(
      values, into: across[rows.lowerBound / 2..<(rows.upperBound + 1) / 2].columns(columns))
  }

  /// Some rows, `[rows x columns / 2]`.
  func alongRows(_ rows: Range<Int>) -> BFloat16View { along[rows] }

  /// The first `count` rows, `[count / 2 x columns]`.
  func acrossRows(count: Int) -> BFloat16View { across[0..<(count + 1) / 2] }
}
