import TextScreen

extension ChartPlot {
  /// Draws an upright line at a number of the x axis, where that is in the plot.
  func drawUpright(at x: Double, glyph: Unicode.Scalar, style: Style, on grid: inout CellGrid) {
    guard let column = column(of: x) else { return }
    let line = Rectangle(column: column, row: area.row, columns: 1, rows: area.rows)
    grid.fill(line, with: Cell(glyph, style: style))
  }

  /// Writes the labels of marks into the top row: right of their lines, or left where there is no room.
  ///
  /// One that would run into the label or the line of another mark is left out; the earlier mark has
  /// precedence. So are all in a plot of one row, of which they would leave nothing.
  func drawLabels(of marks: [ChartMark], on grid: inout CellGrid) {
    guard area.rows > 1 else { return }
    let lines = Set(marks.compactMap { column(of: $0.x) })
    var taken: [Range<Int>] = []
    for mark in marks where !mark.label.isEmpty {
      guard let line = column(of: mark.x) else { continue }
      let width = mark.label.unicodeScalars.count
      let start = width < area.endColumn - line ? line + 1 : line - width
      let span = start..<start + width
      guard start >= area.column, !lines.contains(where: span.contains), !taken.contains(where: span.overlaps)
      else { continue }
      // A column more at both ends keeps the next label apart.
      taken.append(start - 1..<start + width + 1)
      grid.write(mark.label, column: start, row: area.row, style: mark.style)
    }
  }
}
