/// Some rows of a batch that one task works on, and their place among the others.
struct RowShard {
  let index: Int
  let rows: Range<Int>
}

/// The rows of a batch, shared out where each row is worked out from end to end.
///
/// How they are cut does not change any result, so it may follow the number of threads.
struct RowShards: RandomAccessCollection {
  let rows: Int
  let count: Int
  private let perShard: Int

  /// The most rows of a shard.
  private static let mostRows = 64
  /// Shards begin at multiples of this: where pairs of rows count together, none is cut in two.
  private static let rowMultiple = 8

  init(rows: Int, threads: Int) {
    let share = (rows + threads - 1) / threads
    let rounded = (share + Self.rowMultiple - 1) / Self.rowMultiple * Self.rowMultiple
    self.rows = rows
    perShard = Swift.min(Self.mostRows, rounded)
    count = (rows + perShard - 1) / perShard
  }

  /// The most shards that up to `rows` rows are cut into.
  static func mostShards(rows: Int, threads: Int) -> Int {
    Swift.max(threads, (rows + mostRows - 1) / mostRows)
  }

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(index: Int) -> RowShard {
    RowShard(index: index, rows: index * perShard..<Swift.min(rows, (index + 1) * perShard))
  }
}
