extension Series {
  /// How high the curve is at `x`, in the chart's own numbers; nil where it has a gap there.
  ///
  /// A line is straight between neighbours, whatever the scale of the axis, so that where curves add up their
  /// values do; where it is upright its end counts. Of markers it is the last at or before `x`.
  func value(at x: Double) -> Double? {
    guard x.isFinite else { return nil }
    switch kind {
    case .line:
      return segments.lazy.reversed().compactMap { $0.clipped(to: x...x, along: .x) }.first?.end.y
    case .markers:
      return points.last { $0.isFinite && $0.x <= x }?.y
    }
  }
}
