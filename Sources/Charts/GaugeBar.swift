import TextScreen

/// A bar that fills from the left as something goes on.
public struct GaugeBar: Equatable, Sendable {
  /// How much is done, 0...1; others count as the nearest end, NaN as 0.
  public var fraction: Double

  /// The look of the filled part.
  public var style: Style

  /// The look of the rest.
  public var trackStyle: Style

  /// Makes a bar.
  public init(
    fraction: Double, style: Style = .plain, trackStyle: Style = Style(attributes: .dim)
  ) {
    self.fraction = fraction
    self.style = style
    self.trackStyle = trackStyle
  }
}

extension CellGrid {
  /// Draws a bar over every row of a rectangle, in eighths of a cell, or without UTF-8 in `#` and `-`.
  public mutating func draw(_ bar: GaugeBar, in rectangle: Rectangle, capabilities: Capabilities) {
    let track = Cell(capabilities.symbols == .ascii ? "-" : "░", style: bar.trackStyle)
    fill(rectangle, share: bar.fraction, style: bar.style, track: track, symbols: capabilities.symbols)
  }
}
