import TextScreen

/// The area of a chart in which its curves lie.
struct ChartPlot {
  let area: Rectangle
  let xRange: AxisRange
  let yRange: AxisRange
  let symbols: Capabilities.Symbols

  /// Draws all lines, which share the dots of a cell, and then all markers on top of them.
  func draw(_ series: [Series], on grid: inout CellGrid, lines: ChartLines) {
    var canvas = DotCanvas(size: area.size, dots: .finest(for: symbols))
    for curve in series where curve.kind == .line {
      draw(curve, on: &canvas)
    }
    canvas.draw(on: &grid, column: area.column, row: area.row)
    for curve in series where curve.kind == .markers {
      for case let (x, y)? in curve.points.lazy.map({ place($0, width: area.columns, height: area.rows) }) {
        grid[area.column + x, area.row + y] = Cell(lines.marker, style: curve.style)
      }
    }
  }

  private func draw(_ curve: Series, on canvas: inout DotCanvas) {
    var previous: (x: Int, y: Int)?
    for point in curve.points {
      let current = place(point, width: canvas.width, height: canvas.height)
      if let current {
        canvas.line(from: previous ?? current, to: current, style: curve.style)
      }
      previous = current
    }
  }

  /// The dot of a point on `width x height` of them; too high and too low are drawn at the edge.
  private func place(_ point: Series.Point, width: Int, height: Int) -> (x: Int, y: Int)? {
    guard point.isFinite, let x = position(xRange.fraction(point.x), count: width) else { return nil }
    let fraction = yRange.fraction(point.y)
    guard let above = position(min(max(0, fraction), 1), count: height) else { return nil }
    return (x, height - 1 - above)
  }
}
