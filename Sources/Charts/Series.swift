import TextScreen

/// One curve of a chart.
public struct Series: Equatable, Sendable {
  /// How a curve is drawn; any two can be told apart without colour.
  public enum Kind: Hashable, Sendable {
    /// A line through the points.
    case line(Dash)

    /// A mark at each point, nothing between.
    case markers(Marker)

    /// A solid line through the points.
    public static let line = Kind.line(.solid)

    /// A disc at each point, nothing between.
    public static let markers = Kind.markers(.disc)
  }

  /// A place in the chart's own numbers; where either is NaN or infinite, the curve has a gap.
  public struct Point: Hashable, Sendable {
    /// How far along, such as a training step.
    public var x: Double

    /// How high, such as a loss.
    public var y: Double

    /// Makes a point.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }

    var isFinite: Bool { x.isFinite && y.isFinite }
  }

  /// What the curve is called in the chart's title line.
  public var name: String

  /// The look of the curve.
  public var style: Style

  /// Line or markers.
  public var kind: Kind

  /// The points, in rising order of `x`.
  public var points: [Point]

  /// Whether the curve lies behind those that are not and is left out of the title line, as the raw figures
  /// behind their mean; without colours the others are drawn over it, and is dotted where it would be solid.
  public var isBackground: Bool

  /// Makes a series.
  public init(
    name: String, style: Style = .plain, kind: Kind = .line, points: [Point], isBackground: Bool = false
  ) {
    self.name = name
    self.style = style
    self.kind = kind
    self.points = points
    self.isBackground = isBackground
  }
}

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
