extension [Series.Point] {
  /// The points with means over `window` neighbouring ones for their heights, or over one less if that is even.
  ///
  /// Each point is in the middle of those that its mean is over. Towards either end they are therefore fewer,
  /// and the first and the last point keep their heights, so that a steep end is not flattened. Gaps stay gaps
  /// and count for no mean.
  /// - Complexity: O(count * window); running sums would not forget a great number when they are past it.
  public func smoothed(window: Int) -> [Series.Point] {
    let reach = (Swift.max(1, window) - 1) / 2
    return indices.map { index in
      guard self[index].isFinite else { return self[index] }
      let side = Swift.min(reach, index, count - 1 - index)
      let heights = self[index - side...index + side].lazy.filter(\.isFinite).map(\.y)
      return Series.Point(x: self[index].x, y: mean(of: heights))
    }
  }

  /// At most so many points, each the mean of neighbours; all as they are where they are no more.
  ///
  /// Neighbours of which one is a gap become a gap.
  public func means(groups: Int) -> [Series.Point] {
    guard groups > 0, count > groups else { return self }
    return (0..<groups).map { group in
      let members = self[count * group / groups..<count * (group + 1) / groups]
      return Series.Point(x: mean(of: members.map(\.x)), y: mean(of: members.map(\.y)))
    }
  }
}

private func mean(of values: some Collection<Double>) -> Double {
  let count = Double(values.count)
  let sum = values.reduce(0, +)
  // The sum of great numbers need not be finite where their mean is.
  return sum.isFinite ? sum / count : values.reduce(0) { $0 + $1 / count }
}
