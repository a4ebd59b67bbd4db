import TextScreen

/// A place on the x axis at which the title line shows the value of each curve, with an upright line there.
public struct ChartCursor: Equatable, Sendable {
  /// Where it is, in the chart's own numbers; NaN and infinities are no cursor.
  public var x: Double

  /// The look of the line, and of `x` in the title line.
  public var style: Style

  /// Makes a cursor.
  public init(x: Double, style: Style = .plain) {
    self.x = x
    self.style = style
  }
}
