extension Series {
  /// How high the curve is at `x`, in the chart's own numbers; nil where it has a gap there.
  ///
  /// A line is as it is drawn: straight between neighbours on an axis of this scale, and where it is upright
  /// at its end. Of markers it is the nearest.
  func value(at x: Double, scale: AxisScale) -> Double? {
    guard x.isFinite else { return nil }
    let drawn = scaled(by: scale)
    switch kind {
    case .line:
      let here = drawn.segments.lazy.reversed().compactMap { $0.clipped(to: x...x, along: \.x) }.first
      return here.map { scale.value(at: $0.end.y) }
    case .markers:
      // Halves, because the difference of two great numbers need not be finite.
      func distance(_ point: Point) -> Double { abs(point.x / 2 - x / 2) }
      return zip(points, drawn.points).filter { $1.isFinite }.min { distance($0.0) < distance($1.0) }?.0.y
    }
  }
}
