import TextScreen

/// The area of a chart in which its curves lie.
struct ChartPlot {
  let area: Rectangle
  let xRange: AxisRange
  let yRange: AxisRange
  let lines: ChartLines

  /// The column in which a number of the x axis lies; nil where it is outside.
  func column(of x: Double) -> Int? {
    xRange.shown.contains(x) ? area.column + xRange.place(of: x, among: area.columns) : nil
  }

  /// Draws all lines, which share the dots of a cell, marks where they are clipped, and then all markers.
  func draw(_ series: [Series], on grid: inout CellGrid) {
    let dots = DotGlyphs.finest(for: lines.symbols)
    var canvas = DotCanvas(size: area.size, dots: dots)
    for curve in series {
      guard case .line(let dash) = curve.kind else { continue }
      draw(curve, dash: dash, on: &canvas)
    }
    canvas.draw(on: &grid, column: area.column, row: area.row)
    for curve in series {
      guard case .line(_) = curve.kind else { continue }
      markClipped(curve, dotsAcross: dots.across, on: &grid)
    }
    for curve in series {
      guard case .markers(let marker) = curve.kind else { continue }
      draw(curve, marker: marker, on: &grid)
    }
  }

  private func draw(_ curve: Series, dash: Dash, on canvas: inout DotCanvas) {
    var pen = Pen(style: curve.style, dash: dash, symbols: lines.symbols)
    func dot(_ point: Series.Point) -> Dot {
      Dot(
        x: xRange.place(of: point.x, among: canvas.width),
        y: canvas.height - 1 - yRange.place(of: point.y, among: canvas.height))
    }
    for segment in curve.segments {
      guard let part = segment.clipped(to: xRange.shown, along: \.x)?.clipped(to: yRange.shown, along: \.y)
      else { continue }
      canvas.line(from: dot(part.start), to: dot(part.end), pen: &pen)
    }
  }

  private func draw(_ curve: Series, marker: Marker, on grid: inout CellGrid) {
    for point in curve.points where point.isFinite {
      guard let column = column(of: point.x) else { continue }
      if let edge = edges.first(where: { $0.beyond.contains(point.y) }) {
        grid[column, edge.row] = Cell(edge.mark, style: curve.style)
      } else {
        let row = area.endRow - 1 - yRange.place(of: point.y, among: area.rows)
        grid[column, row] = Cell(marker.glyph(lines.symbols), style: curve.style)
      }
    }
  }
}
