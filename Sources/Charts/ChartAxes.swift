/// The curves of a chart as its axes place them, and what the axes show.
struct ChartAxes {
  /// The curves with the positions of their heights.
  let series: [Series]

  /// The numbers of the x axis; nil if there are none.
  let xRange: AxisRange?

  /// The positions of the y axis, as its scale has them; nil where nothing is in view.
  let yRange: AxisRange?

  init(_ chart: LineChart) {
    let series = chart.series.map { $0.scaled(by: chart.yScale) }
    let xRange = chart.xRange ?? .all(series.lazy.flatMap(\.points).filter(\.isFinite).map(\.x))
    self.series = series
    self.xRange = xRange
    yRange =
      chart.yRange.flatMap(chart.yScale.positions)
      ?? xRange.flatMap { xRange in
        let extents = series.compactMap { $0.extent(over: xRange.shown) }
        guard let lower = extents.map(\.lowerBound).min(), let upper = extents.map(\.upperBound).max() else {
          return nil
        }
        return AxisRange(around: lower...upper)
      }
  }
}

extension Series {
  /// The heights that are to be in view over a part of the x axis: of a line the bulk, of markers all.
  fileprivate func extent(over xs: ClosedRange<Double>) -> ClosedRange<Double>? {
    switch kind {
    case .line:
      let parts = segments.compactMap { $0.clipped(to: xs, along: .x) }
      // Where the line begins in view it has a piece of no length, else it comes in over the edge.
      let entry = parts.first.flatMap { $0.start == $0.end ? nil : $0.start.y }
      return AxisRange.bulk(of: (entry.map { [$0] } ?? []) + parts.map(\.end.y))
    case .markers:
      let heights = points.filter { $0.isFinite && xs.contains($0.x) }.map(\.y)
      return heights.min().flatMap { lower in heights.max().map { lower...$0 } }
    }
  }
}
