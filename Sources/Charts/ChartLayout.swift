import TextScreen

/// Where the parts of a chart lie; a part for which there is no room is nil.
struct ChartLayout {
  /// One row for the title and the newest values.
  let title: Rectangle?

  /// The curves.
  let plot: Rectangle

  /// The labels and the line left of the plot.
  let yAxis: Rectangle?

  /// The line under the plot with the labels in it.
  let xAxis: Rectangle?

  /// The ticks of the y axis; empty where it is not drawn.
  let yTicks: AxisTicks?

  private static let minPlot = Size(columns: 10, rows: 3)

  /// Lays a chart out in an area: all of it, or without axes, or only the plot, as there is room.
  init(area: Rectangle, yRange: AxisRange?, yScale: AxisScale) {
    guard area.rows >= 3 else {
      (title, plot, yAxis, xAxis, yTicks) = (nil, area, nil, nil, nil)
      return
    }
    let (title, body) = area.split(top: 1)
    let (xAxis, upper) = body.split(bottom: 1)
    let ticks =
      upper.rows > 1 ? yRange.map { AxisTicks(range: $0, scale: yScale, rows: upper.rows) } : nil
    let labelWidth = ticks?.labels.map(\.count).max() ?? 0
    let (yAxis, plot) = upper.split(left: labelWidth + 1)
    self.title = title
    guard plot.columns >= Self.minPlot.columns, plot.rows >= Self.minPlot.rows else {
      (self.plot, self.yAxis, self.xAxis, yTicks) = (body, nil, nil, nil)
      return
    }
    (self.plot, self.yAxis, self.xAxis, yTicks) = (plot, yAxis, xAxis, ticks)
  }
}
