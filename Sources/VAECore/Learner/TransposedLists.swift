import CKernels

/// A batch's inputs of one layer, transposed and as lists of what is not zero: for every input the rows of each
/// shard in which it is not.
final class TransposedLists {
  private let width: Int
  private let lists: Buffer<latentwalk_nonzero>

  /// Makes room for batches of up to `capacity` rows of `width` inputs.
  init(width: Int, capacity: Int, threads: Int) {
    self.width = width
    let ends = RowShards.mostShards(rows: capacity, threads: threads)
    lists = Buffer(
      count: width * (capacity + ends), repeating: latentwalk_nonzero(column: LATENTWALK_LIST_END, value: 0))
  }

  /// The lists of one shard, `[width x rows of the shard]`; its rows count from 0.
  subscript(shard: RowShard) -> NonzeroLists {
    NonzeroLists(
      lists.start + width * (shard.rows.lowerBound + shard.index), rows: width, columns: shard.rows.count)
  }
}
