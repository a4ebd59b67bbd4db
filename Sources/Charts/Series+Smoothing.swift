extension [Series.Point] {
  /// The points with means over `window` neighbouring ones for their heights, or over one less if that is even.
  ///
  /// Each point is in the middle of those that its mean is over. Towards either end they are therefore fewer,
  /// and the first and the last point keep their heights, so that a steep end is not flattened. Gaps stay gaps
  /// and count for no mean.
  /// - Complexity: O(count), whatever the window.
  public func smoothed(window: Int) -> [Series.Point] {
    let reach = Swift.min((Swift.max(1, window) - 1) / 2, count)
    guard reach > 0 else { return self }
    let sums = WindowSums(self, length: 2 * reach + 1)
    return indices.map { index in
      guard self[index].isFinite else { return self[index] }
      let side = Swift.min(reach, index, count - 1 - index)
      return Series.Point(x: self[index].x, y: sums.mean(from: index - side, through: index + side))
    }
  }
}

/// The sums over windows of points, each put together from one that ends in it and one that begins in it.
///
/// The points are cut into blocks as long as the longest window, which therefore lies in two of them at most.
/// Nothing is ever taken off a sum, so that a large number does not linger.
///
/// Source: van Herk 1992, who finds the maximum of each window in this way.
private struct WindowSums {
  private struct Sum {
    var heights = 0.0
    var count = 0.0

    static func + (left: Sum, right: Sum) -> Sum {
      Sum(heights: left.heights + right.heights, count: left.count + right.count)
    }
  }

  private let points: [Series.Point]
  private let length: Int
  /// The sum from the first point of its block to each.
  private var upTo: [Sum]
  /// The sum from each point to the last of its block.
  private var onFrom: [Sum]

  /// Adds up points, gaps left out, for windows of at most so many of them.
  init(_ points: [Series.Point], length: Int) {
    self.points = points
    self.length = length
    upTo = points.map { $0.isFinite ? Sum(heights: $0.y, count: 1) : Sum() }
    onFrom = upTo
    for index in points.indices.dropFirst() where index % length != 0 {
      upTo[index] = upTo[index - 1] + upTo[index]
    }
    for index in points.indices.dropFirst().reversed() where index % length != 0 {
      onFrom[index - 1] = onFrom[index - 1] + onFrom[index]
    }
  }

  /// The mean from one point to another, `length` of them, or fewer where either is the first or the last of all.
  func mean(from first: Int, through last: Int) -> Double {
    let sum: Sum =
      if first / length != last / length {
        onFrom[first] + upTo[last]
      } else {
        first % length == 0 ? upTo[last] : onFrom[first]
      }
    if sum.heights.isFinite { return sum.heights / sum.count }
    // The sum of large numbers need not be finite where their mean is.
    return points[first...last].lazy.filter(\.isFinite).reduce(0) { $0 + $1.y / sum.count }
  }
}
