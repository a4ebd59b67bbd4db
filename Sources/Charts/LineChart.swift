import TextScreen

/// Curves over common axes, with the newest value of each, or that at a cursor, in a title line.
public struct LineChart: Equatable, Sendable {
  /// What the chart is about.
  public var title: String

  /// The curves; where they cross, the later one's colour wins, and any other's over one in the background.
  public var series: [Series]

  /// The numbers from the left to the right edge; nil for those of the points.
  public var xRange: AxisRange?

  /// The numbers from the lower to the upper edge, values beyond which are marked at the edge; nil for a range
  /// that has, of what is between the left and the right edge, the robust range of each line and all markers
  /// in it: `AxisRange.robust`, on a logarithmic axis of logarithms.
  public var yRange: AxisRange?

  /// The look of axes and their labels.
  public var axisStyle: Style

  /// How high each number is; on a logarithmic axis a line between two points is straight all the same,
  /// values that are not above 0 are gaps, and a `yRange` that is not above 0 counts as nil.
  public var yScale: AxisScale

  /// Places on the x axis; where the labels of two would meet, the earlier one's is written.
  public var marks: [ChartMark]

  /// The place whose values the title line shows; nil for the newest.
  public var cursor: ChartCursor?

  /// Makes a chart.
  public init(
    title: String, series: [Series], xRange: AxisRange? = nil, yRange: AxisRange? = nil,
    axisStyle: Style = Style(attributes: .dim), yScale: AxisScale = .linear, marks: [ChartMark] = [],
    cursor: ChartCursor? = nil
  ) {
    self.title = title
    self.series = series
    self.xRange = xRange
    self.yRange = yRange
    self.axisStyle = axisStyle
    self.yScale = yScale
    self.marks = marks
    self.cursor = cursor
  }
}

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
