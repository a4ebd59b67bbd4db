import TextScreen

/// How a picture takes its place in a rectangle.
public enum Aspect: Hashable, Sendable {
  /// As large as it can be with square pixels, to the nearest whole cell, in the rectangle's middle.
  ///
  /// A cell counts as one pixel wide and two high.
  case fit

  /// Stretched over the whole rectangle.
  case fill

  /// The cells that a picture of `width x height` pixels, at least one, takes of `area`.
  public func place(width: Int, height: Int, in area: Rectangle) -> Rectangle {
    guard self == .fit, !area.isEmpty, width > 0, height > 0 else { return area }
    let scale = min(Double(area.columns) / Double(width), 2 * Double(area.rows) / Double(height))
    func cells(_ wanted: Double, max: Int) -> Int {
      wanted < Double(max) ? Swift.max(1, Int(wanted + 0.5)) : max
    }
    return area.centered(
      Size(
        columns: cells(Double(width) * scale, max: area.columns),
        rows: cells(Double(height) * scale / 2, max: area.rows)))
  }
}
