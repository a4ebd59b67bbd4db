import TextScreen

extension LineChart {
  /// The number of the x axis in the middle of a column of the grid, where the chart is drawn in `rectangle`, all
  /// of it in the grid; beside the plot that of its nearest column, and nil where the axis has no numbers.
  public func x(atColumn column: Int, in rectangle: Rectangle) -> Double? {
    let axes = ChartAxes(self)
    let plot = ChartLayout(area: rectangle, yRange: axes.yRange, yScale: yScale).plot
    guard let xRange = axes.xRange, plot.columns > 0 else { return nil }
    let nearest = min(max(column, plot.column), plot.endColumn - 1)
    return xRange.middle(ofPlace: nearest - plot.column, among: plot.columns)
  }
}
