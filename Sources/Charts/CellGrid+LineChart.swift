import TextScreen

extension CellGrid {
  /// Draws a chart into a rectangle, as finely as the terminal can show it.
  ///
  /// Lines are braille dots, half blocks or characters of ASCII. What is too high or too low for the y
  /// axis is marked in the plot's top or bottom row. Where there is little room the axes are left out, then
  /// the title. The chart fits itself to the part of the rectangle that is in the grid.
  public mutating func draw(_ chart: LineChart, in rectangle: Rectangle, capabilities: Capabilities) {
    let area = rectangle.clipped(to: bounds)
    guard !area.isEmpty else { return }
    let axes = ChartAxes(chart)
    let (series, xRange, yRange) = (axes.series, axes.xRange, axes.yRange)
    let layout = ChartLayout(area: area, yRange: yRange, yScale: chart.yScale)
    let lines = ChartLines(symbols: capabilities.symbols)

    fill(area, with: .blank)
    if let title = layout.title { drawTitle(of: chart, in: title, lines: lines) }
    if let axis = layout.yAxis {
      drawYAxis(in: axis, ticks: layout.yTicks, range: yRange, style: chart.axisStyle, lines: lines)
    }
    if let axis = layout.xAxis {
      let integersOnly = series.lazy.flatMap(\.points).filter(\.isFinite).allSatisfy {
        $0.x == $0.x.rounded()
      }
      let ticks = xRange.map {
        RoundTicks(range: $0, columns: layout.plot.columns, integersOnly: integersOnly)
      }
      drawXAxis(
        in: axis, plot: layout.plot, ticks: ticks, range: xRange, style: chart.axisStyle, lines: lines)
    }
    guard let xRange, let yRange else { return }
    let plot = ChartPlot(area: layout.plot, xRange: xRange, yRange: yRange, capabilities: capabilities)
    for mark in chart.marks { plot.drawUpright(at: mark.x, glyph: lines.mark, style: mark.style, on: &self) }
    if let cursor = chart.cursor {
      plot.drawUpright(at: cursor.x, glyph: lines.vertical, style: cursor.style, on: &self)
    }
    plot.draw(series, on: &self)
    plot.drawLabels(of: chart.marks, on: &self)
  }

  private mutating func drawYAxis(
    in area: Rectangle, ticks: AxisTicks?, range: AxisRange?, style: Style, lines: ChartLines
  ) {
    let column = area.endColumn - 1
    let line = Rectangle(column: column, row: area.row, columns: 1, rows: area.rows)
    fill(line, with: Cell(lines.vertical, style: style))
    guard let ticks, let range else { return }
    for (position, label) in zip(ticks.positions, ticks.labels) {
      let row = area.endRow - 1 - range.place(of: position, among: area.rows)
      self[column, row] = Cell(lines.leftTick, style: style)
      write(label, column: column - label.count, row: row, style: style)
    }
  }

  private mutating func drawXAxis(
    in area: Rectangle, plot: Rectangle, ticks: RoundTicks?, range: AxisRange?, style: Style,
    lines: ChartLines
  ) {
    let line = Rectangle(column: plot.column, row: area.row, columns: plot.columns, rows: 1)
    fill(line, with: Cell(lines.horizontal, style: style))
    self[plot.column - 1, area.row] = Cell(lines.corner, style: style)
    guard let ticks, let range else { return }
    for (start, label) in zip(ticks.labelStarts(range: range, columns: plot.columns), ticks.labels) {
      write(label, column: plot.column + start, row: area.row, style: style)
    }
  }
}
