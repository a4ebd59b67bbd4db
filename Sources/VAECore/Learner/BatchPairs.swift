/// A matrix with a row for each image of a batch, in pairs of bfloat16: along a row for products with its columns,
/// and of two rows for products over the batch.
final class BatchPairs {
  private let alongRows: Buffer<UInt32>
  private let acrossRows: Buffer<UInt32>
  private let capacity: Int
  private let columns: Int

  /// Makes room for `capacity` rows of `columns` numbers, all zero.
  init(capacity: Int, columns: Int) {
    self.capacity = capacity
    self.columns = columns
    alongRows = Buffer(count: capacity * Self.stride((columns + 1) / 2), repeating: 0)
    acrossRows = Buffer(count: (capacity + 1) / 2 * Self.stride(columns), repeating: 0)
  }

  /// Takes over a part of the matrix; it begins at an even row and an even column.
  func update(rows: Range<Int>, columns: Range<Int>, from values: MatrixView, kernels: Kernels) {
    assert(rows.lowerBound.isMultiple(of: 2) && columns.lowerBound.isMultiple(of: 2))
    kernels.pairColumns(
      values,
      into: self.alongRows(rows).columns(columns.lowerBound / 2..<(columns.upperBound + 1) / 2))
    kernels.pairRows(
      values,
      into: acrossAllRows.rows(rows.lowerBound / 2..<(rows.upperBound + 1) / 2).columns(columns))
  }

  /// Some rows, `[rows x columns / 2]`.
  func alongRows(_ rows: Range<Int>) -> PairView {
    let pairs = (columns + 1) / 2
    return PairView(
      alongRows.start, rows: capacity, columns: pairs, rowStride: Self.stride(pairs), columnStride: 1
    ).rows(rows)
  }

  /// The first `count` rows, `[count / 2 x columns]`.
  func acrossRows(count: Int) -> PairView { acrossAllRows.rows(0..<(count + 1) / 2) }

  private var acrossAllRows: PairView {
    PairView(
      acrossRows.start, rows: (capacity + 1) / 2, columns: columns, rowStride: Self.stride(columns),
      columnStride: 1)
  }

  /// An odd number of cache lines, as in a `BatchMatrix`.
  private static func stride(_ columns: Int) -> Int { ((columns + 15) / 16 | 1) * 16 }
}
