/// Some rows of a batch that go through a pass together, and their place among the others.
struct RowShard {
  let index: Int
  let rows: Range<Int>
}

/// The rows of a batch, shared out for a pass through the network.
///
/// How they are cut does not change any result, so it may follow the number of threads: two shards for each,
/// that a worker which other programs slow down leaves some of its share to the rest, but none so thin that
/// reading the weights costs more than multiplying by them.
struct RowShards: RandomAccessCollection {
  let rows: Int
  let count: Int

  /// The most rows of a shard.
  static let mostRows = 64
  private static let fewestRows = 8

  init(rows: Int, threads: Int) {
    let share = (rows + 2 * threads - 1) / (2 * threads)
    let perShard = Swift.min(Self.mostRows, Swift.max(Self.fewestRows, share))
    self.rows = rows
    count = (rows + perShard - 1) / perShard
  }

  /// The most shards that up to `rows` rows are cut into.
  static func mostShards(rows: Int, threads: Int) -> Int {
    Swift.max(2 * threads, (rows + mostRows - 1) / mostRows)
  }

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(index: Int) -> RowShard {
    RowShard(index: index, rows: rows * index / count..<rows * (index + 1) / count)
  }
}
