import TextScreen

/// A place on the x axis that is marked by an upright line behind the curves, such as the step that was best.
public struct ChartMark: Equatable, Sendable {
  /// Where it is, in the chart's own numbers; not drawn where that is outside the x axis, or NaN.
  public var x: Double

  /// What is written beside the line, over the curves; of marks at one place one after the other.
  public var label: String

  /// The look of line and label.
  public var style: Style

  /// Makes a mark.
  public init(x: Double, label: String = "", style: Style = .plain) {
    self.x = x
    self.label = label
    self.style = style
  }
}
