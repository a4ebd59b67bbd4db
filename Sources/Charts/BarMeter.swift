import TextScreen

/// A bar whose length is a value, with a mark at a number to compare it with: a row of a table of bars.
public struct BarMeter: Equatable, Sendable {
  /// The value; one beyond the range fills it and ends in `▶`, NaN leaves it empty.
  public var value: Double

  /// The numbers from the left to the right edge.
  public var range: AxisRange

  /// What the value is compared with, such as 1 for a variance; not marked where it is outside the range.
  public var reference: Double?

  /// The look of the filled part, and with foreground and background exchanged of the mark on it.
  public var style: Style

  /// The look of the rest, and of the mark there.
  public var trackStyle: Style

  /// Makes a bar.
  public init(
    value: Double, range: AxisRange, reference: Double? = nil, style: Style = .plain,
    trackStyle: Style = Style(attributes: .dim)
  ) {
    self.value = value
    self.range = range
    self.reference = reference
    self.style = style
    self.trackStyle = trackStyle
  }
}

extension CellGrid {
  /// Draws a bar over every row of a rectangle, in eighths of a cell, or without UTF-8 in `#` and `.`.
  public mutating func draw(_ meter: BarMeter, in rectangle: Rectangle, capabilities: Capabilities) {
    guard !rectangle.isEmpty else { return }
    let isASCII = capabilities.symbols == .ascii
    let share = meter.range.fraction(meter.value)
    let track = Cell(isASCII ? "." : "·", style: meter.trackStyle)
    fill(rectangle, share: share, style: meter.style, track: track, symbols: capabilities.symbols)

    if let reference = meter.reference, meter.range.shown.contains(reference) {
      let column = rectangle.cell(at: meter.range.fraction(reference))
      let middle = (Double(column) + 0.5) / Double(rectangle.columns)
      var style = share >= middle ? meter.style : meter.trackStyle
      if share >= middle { style.attributes.formSymmetricDifference(.reverse) }
      fill(rectangle.column(column), with: Cell(isASCII ? "|" : "│", style: style))
    }
    if meter.value > meter.range.shown.upperBound {
      fill(rectangle.column(rectangle.columns - 1), with: Cell(isASCII ? ">" : "▶", style: meter.style))
    }
  }
}

extension Rectangle {
  /// The column, counted from the left edge, in which a share of the width ends.
  fileprivate func cell(at share: Double) -> Int {
    share < 1 ? Int(max(0, share) * Double(columns)) : columns - 1
  }

  /// The cells of a column, counted from the left edge.
  fileprivate func column(_ index: Int) -> Rectangle {
    Rectangle(column: column + index, row: row, columns: 1, rows: rows)
  }
}
