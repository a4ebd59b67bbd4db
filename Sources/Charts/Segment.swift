/// A straight piece of a curve, in the chart's own numbers, all of them finite.
struct Segment {
  /// One of the coordinates of a point.
  enum Axis {
    case x, y
  }

  let start: Series.Point
  let end: Series.Point

  /// The part on which a coordinate is in a range; nil where none is.
  ///
  /// Once along each axis this is Sutherland and Hodgman's clipping: the ends move along the line to the
  /// edges that it crosses.
  func clipped(to range: ClosedRange<Double>, along axis: Axis) -> Segment? {
    let (from, to) = (start[axis], end[axis])
    if range.contains(from), range.contains(to) { return self }
    guard max(from, to) >= range.lowerBound, min(from, to) <= range.upperBound else { return nil }
    func nearest(_ point: Series.Point) -> Series.Point {
      let value = point[axis]
      guard !range.contains(value) else { return point }
      let edge = value < range.lowerBound ? range.lowerBound : range.upperBound
      // Halves, because the difference of two large numbers need not be finite.
      let share = (edge / 2 - from / 2) / (to / 2 - from / 2)
      var crossing = Series.Point(x: between(start.x, end.x, share), y: between(start.y, end.y, share))
      crossing[axis] = edge
      return crossing
    }
    return Segment(start: nearest(start), end: nearest(end))
  }

  /// The number a share of the way from one to another, never beyond either.
  private func between(_ from: Double, _ to: Double, _ share: Double) -> Double {
    let value = 2 * (from / 2 + share * (to / 2 - from / 2))
    return max(min(from, to), min(value, max(from, to)))
  }
}

extension Series.Point {
  fileprivate subscript(axis: Segment.Axis) -> Double {
    get { axis == .x ? x : y }
    set { if axis == .x { x = newValue } else { y = newValue } }
  }
}

extension Series {
  /// The pieces between neighbouring points, each after a gap with one of no length before it.
  var segments: [Segment] {
    var previous: Point?
    return points.compactMap { point in
      let start = previous
      previous = point.isFinite ? point : nil
      return previous.map { Segment(start: start ?? $0, end: $0) }
    }
  }
}
