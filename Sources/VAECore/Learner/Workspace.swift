import CKernels

/// What one worker needs to itself in a pass.
struct Workspace {
  /// The scratch of products.
  let products: FloatBuffer
  /// Room for the lengths of transposed lists.
  let listLengths: Buffer<UInt32>
  private let lists: Buffer<latentwalk_nonzero>

  /// Makes room for products, and for lists of a shard's rows of up to `widestList` elements.
  init(widestList: Int, kernels: Kernels) {
    products = FloatBuffer(count: kernels.scratchCount)
    listLengths = Buffer(count: widestList, repeating: 0)
    lists = Buffer(
      count: NonzeroLists.roomFor(rows: RowShards.mostRows, columns: widestList),
      repeating: latentwalk_nonzero(column: LATENTWALK_LIST_END, value: 0))
  }

  /// Room for the lists of a shard's rows.
  func lists(of input: MatrixView) -> NonzeroLists {
    NonzeroLists(lists.start, rows: input.rows, columns: input.columns)
  }
}
