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
    guard !rectangle.isEmpty else { return }
    let isASCII = capabilities.symbols == .ascii
    let filled = bar.fraction > 0 ? min(bar.fraction, 1) * Double(rectangle.columns) : 0
    let whole = filled < Double(rectangle.columns) ? Int(filled) : rectangle.columns
    let (full, rest) = rectangle.split(left: whole)
    fill(full, with: Cell(isASCII ? "#" : "█", style: bar.style))
    fill(rest, with: Cell(isASCII ? "-" : "░", style: bar.trackStyle))
    let eighths = Int((filled - Double(whole)) * 8)
    if !isASCII, eighths > 0 {
      fill(rest.split(left: 1).left, with: Cell(eighthBlocks[eighths - 1], style: bar.style))
    }
  }
}

private let eighthBlocks: [Unicode.Scalar] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
