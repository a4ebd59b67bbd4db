import TextScreen

extension CellGrid {
  /// Writes the title and the newest value of each series, as in `loss  ─ train 105.7  ● test 106.2`.
  ///
  /// Where they do not fit, the names of the series are left out, and then whole series from the right.
  mutating func drawTitle(of chart: LineChart, in area: Rectangle, lines: ChartLines) {
    let values = chart.series.map { series in
      series.points.last.map { CompactNumber.text($0.y) } ?? ""
    }
    func entries(named: Bool) -> [String] {
      zip(chart.series, values).map { series, value in
        [String(lines.sample(of: series.kind)), named ? series.name : "", value]
          .filter { !$0.isEmpty }.joined(separator: " ")
      }
    }
    func width(_ entries: [String]) -> Int {
      entries.reduce(chart.title.unicodeScalars.count) { $0 + 2 + $1.unicodeScalars.count }
    }
    let named = entries(named: true)
    let chosen = width(named) <= area.columns ? named : entries(named: false)

    var column = write(
      chart.title, column: area.column, row: area.row, style: Style(attributes: .bold), in: area)
    for (series, entry) in zip(chart.series, chosen) {
      let start = column > area.column ? column + 2 : column
      guard start + entry.unicodeScalars.count <= area.endColumn else { return }
      column = write(entry, column: start, row: area.row, style: series.style, in: area)
    }
  }
}
