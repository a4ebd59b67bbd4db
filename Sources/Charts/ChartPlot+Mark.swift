import TextScreen

extension ChartPlot {
  /// Draws an upright line at a number of the x axis, where that is in the plot.
  func drawUpright(at x: Double, glyph: Unicode.Scalar, style: Style, on grid: inout CellGrid) {
    guard let column = column(of: x) else { return }
    let line = Rectangle(column: column, row: area.row, columns: 1, rows: area.rows)
    grid.fill(line, with: Cell(glyph, style: style))
  }

  /// Writes the labels of marks into the top row: right of their lines, or left if there is no room, and a
  /// blank beside them, so that they cannot be taken for a part of a curve.
  ///
  /// Marks at one number share a label, of which as many names are written as fit. One that would run into the
  /// label or the line of another mark is left out; the earlier mark has precedence. In a plot of one row all
  /// labels are left out, since they would cover it.
  func drawLabels(of marks: [ChartMark], on grid: inout CellGrid) {
    guard area.rows > 1 else { return }
    let lines = Set(marks.compactMap { column(of: $0.x) })
    let named = Dictionary(grouping: marks.filter { !$0.label.isEmpty }, by: \.x)
    var labelled: Set<Double> = []
    var taken: [Range<Int>] = []
    for mark in marks where !mark.label.isEmpty {
      guard let line = column(of: mark.x), labelled.insert(mark.x).inserted else { continue }
      let labels = joined((named[mark.x] ?? []).map(\.label))
      for label in labels.reversed() {
        let width = label.unicodeScalars.count
        let isRight = width < area.endColumn - line
        let start = isRight ? line + 1 : line - width
        let span = start..<start + width
        guard start >= area.column, !lines.contains(where: span.contains),
          !taken.contains(where: span.overlaps)
        else { continue }
        // A column more at both ends keeps the next label apart.
        taken.append(start - 1..<start + width + 1)
        grid[line, area.row] = Cell(self.lines.mark, style: mark.style)
        grid.write(label, column: start, row: area.row, style: mark.style)
        let beside = isRight ? start + width : start - 1
        if beside >= area.column, beside < area.endColumn, !lines.contains(beside) {
          grid[beside, area.row] = .blank
        }
        break
      }
    }
  }

  /// The first name, the first two, and so on, as far as they could fit.
  private func joined(_ names: [String]) -> [String] {
    var labels: [String] = []
    for name in names {
      let label = (labels.last.map { [$0] } ?? []) + [name]
      labels.append(label.joined(separator: " "))
      guard labels[labels.count - 1].unicodeScalars.count < area.columns else { break }
    }
    return labels
  }
}
