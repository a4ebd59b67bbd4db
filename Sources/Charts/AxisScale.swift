import SystemLibrary

/// How an axis places its numbers.
public enum AxisScale: Hashable, Sendable, CaseIterable {
  /// Equal differences are equally far apart.
  case linear

  /// Equal ratios are equally far apart; numbers that are not above 0 have no place.
  case logarithmic

  /// Where a number lies along the axis: itself, or its decimal logarithm; not finite where it has no place.
  func position(_ value: Double) -> Double {
    switch self {
    case .linear: value
    case .logarithmic: value > 0 ? log10(value) : .nan
    }
  }

  /// The number at a position, or the nearest finite one.
  func value(at position: Double) -> Double {
    switch self {
    case .linear: position
    case .logarithmic: min(pow(10, position), .greatestFiniteMagnitude)
    }
  }

  /// The positions of a range's numbers; nil where the scale cannot show all of them.
  func positions(of range: AxisRange) -> AxisRange? {
    let ends = [range.lower, range.upper].map(position)
    return ends.allSatisfy(\.isFinite) ? .all(ends) : nil
  }

  /// The numbers at a range of positions; nil where they have no finite ends.
  func values(at positions: AxisRange) -> AxisRange? {
    .all([positions.lower, positions.upper].map(value))
  }
}

extension Series {
  /// The curve with the positions of its heights in their place; what has none becomes a gap.
  func scaled(by scale: AxisScale) -> Series {
    guard scale != .linear else { return self }
    var scaled = self
    scaled.points = points.map { Point(x: $0.x, y: scale.position($0.y)) }
    return scaled
  }
}
