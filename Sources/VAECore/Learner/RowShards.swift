/// The rows of a batch, shared out for a pass through the network.
///
/// How they are cut does not change any result, so it may follow the number of threads: two shards for each,
/// that a worker which other programs slow down leaves some of its share to the rest, but none so thin that
/// reading the weights costs more than multiplying by them.
struct RowShards {
  let rows: Int
  let count: Int

  init(rows: Int, threads: Int) {
    let perShard = min(64, max(8, (rows + 2 * threads - 1) / (2 * threads)))
    self.rows = rows
    count = (rows + perShard - 1) / perShard
  }

  subscript(shard: Int) -> Range<Int> {
    rows * shard / count..<rows * (shard + 1) / count
  }
}
