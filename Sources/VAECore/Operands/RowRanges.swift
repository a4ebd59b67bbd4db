/// The rows of a batch cut into ranges of nearly equal length, for workers to share.
///
/// How they are cut does not change any result, so it may follow the number of threads. Ranges begin at multiples of 8:
/// where pairs of rows count together, none is cut in two.
struct RowRanges: RandomAccessCollection {
  /// The number of rows.
  let rows: Int
  /// The number of ranges.
  let count: Int

  /// Rows of a range that a worker takes through several layers: its values stay in the L2 cache.
  private static let longest = 64

  /// Cuts at least one row into up to `max` ranges, none of them empty.
  init(rows: Int, max: Int) {
    self.rows = rows
    count = Swift.max(1, Swift.min(max, rows / 8))
  }

  /// Cuts rows that are computed from end to end.
  init(rows: Int, threads: Int) {
    self.init(rows: rows, max: Self.maxCount(rows: rows, threads: threads))
  }

  /// The largest number of ranges that `rows` rows or fewer are cut into for so many threads.
  static func maxCount(rows: Int, threads: Int) -> Int {
    Swift.max(threads, (rows + longest - 1) / longest)
  }

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(index: Int) -> RowRange {
    RowRange(index: index, rows: start(of: index)..<start(of: index + 1))
  }

  private func start(of index: Int) -> Int {
    index == count ? rows : rows * index / count / 8 * 8
  }
}

/// Some rows of a batch that one task works on, and their place among the others.
struct RowRange {
  let index: Int
  let rows: Range<Int>
}
