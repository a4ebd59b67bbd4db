import TextScreen

extension ChartPlot {
  /// The upper or the lower edge of a plot, at which values beyond it are marked.
  struct Edge {
    /// The values that are too large or too small to be shown.
    let beyond: ClosedRange<Double>

    /// What points to them.
    let mark: Unicode.Scalar

    /// The row of the marks.
    let row: Int
  }

  var edges: [Edge] {
    let shown = yRange.shown
    return [
      Edge(beyond: shown.upperBound.nextUp...(.infinity), mark: lines.above, row: area.row),
      Edge(beyond: -.infinity...shown.lowerBound.nextDown, mark: lines.below, row: area.endRow - 1),
    ]
  }

  /// Whether no part of a segment is above or below the plot.
  private func isShown(_ segment: Segment) -> Bool {
    yRange.shown.contains(segment.start.y) && yRange.shown.contains(segment.end.y)
  }

  /// Marks the columns in which a line is beyond an edge, by dots of which `dotsAcross` are in a column.
  func markClipped(_ curve: Series, dotsAcross: Int, on grid: inout CellGrid) {
    func column(_ point: Series.Point) -> Int {
      area.column + xRange.place(of: point.x, among: area.columns * dotsAcross) / dotsAcross
    }
    for segment in curve.segments {
      guard !isShown(segment), let part = segment.clipped(to: xRange.shown, along: .x) else { continue }
      for edge in edges {
        guard let clipped = part.clipped(to: edge.beyond, along: .y) else { continue }
        let ends = [column(clipped.start), column(clipped.end)].sorted()
        for column in ends[0]...ends[1] { grid[column, edge.row] = Cell(edge.mark, style: curve.style) }
      }
    }
  }
}
