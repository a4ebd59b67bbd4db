import TextScreen

/// The area of a chart in which its curves lie.
struct ChartPlot {
  let area: Rectangle
  let xRange: AxisRange
  let yRange: AxisRange
  let lines: ChartLines

  private let dots: DotGlyphs

  /// Without colours a line can hide another.
  private let hasColors: Bool

  init(area: Rectangle, xRange: AxisRange, yRange: AxisRange, capabilities: Capabilities) {
    self.area = area
    self.xRange = xRange
    self.yRange = yRange
    lines = ChartLines(symbols: capabilities.symbols)
    dots = .finest(for: capabilities.symbols)
    hasColors = capabilities.depth > .mono
  }

  /// The column in which a number of the x axis lies; nil where it is outside.
  func column(of x: Double) -> Int? {
    xRange.shown.contains(x) ? area.column + xRange.place(of: x, among: area.columns) : nil
  }

  /// Draws the curves in the background and then the others, which in coloured braille share the dots of a cell.
  func draw(_ series: [Series], on grid: inout CellGrid) {
    let (background, foreground) = (series.filter(\.isBackground), series.filter { !$0.isBackground })
    let beneath = canvas(of: background)
    draw(background, canvas: beneath, on: &grid)
    var above = canvas(of: foreground)
    // A half block more would make a line look twice as thick.
    if hasColors, lines.symbols > .block { above.share(dotsOf: beneath) }
    draw(foreground, canvas: above, on: &grid)
  }

  /// Puts the lines on the grid, then marks where they are clipped, then all markers.
  private func draw(_ series: [Series], canvas: DotCanvas, on grid: inout CellGrid) {
    canvas.draw(on: &grid, column: area.column, row: area.row)
    for curve in series {
      guard case .line = curve.kind else { continue }
      markClipped(curve, dotsAcross: dots.across, on: &grid)
    }
    for curve in series {
      guard case .markers(let marker) = curve.kind else { continue }
      draw(curve, marker: marker, on: &grid)
    }
  }

  /// The dots of all lines.
  private func canvas(of series: [Series]) -> DotCanvas {
    var canvas = DotCanvas(size: area.size, dots: dots)
    for curve in series {
      guard case .line(let dash) = curve.kind else { continue }
      let isDotted = curve.isBackground && !hasColors && dash == .solid
      draw(curve, dash: isDotted ? .dotted : dash, on: &canvas)
    }
    return canvas
  }

  private func draw(_ curve: Series, dash: Dash, on canvas: inout DotCanvas) {
    var pen = Pen(style: curve.style, dash: dash, symbols: lines.symbols)
    func dot(_ point: Series.Point) -> Dot {
      Dot(
        x: xRange.place(of: point.x, among: canvas.width),
        y: canvas.height - 1 - yRange.place(of: point.y, among: canvas.height))
    }
    for segment in curve.segments {
      guard let part = segment.clipped(to: xRange.shown, along: .x)?.clipped(to: yRange.shown, along: .y)
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
