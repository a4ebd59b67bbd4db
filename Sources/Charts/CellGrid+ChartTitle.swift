import Formats
import TextScreen

extension CellGrid {
  /// Writes the title and the newest value of each series, as in `loss  ─ train 105.7  ● test 106.2`, or
  /// those at the cursor, as in `loss  at 1,170  ─ train 110.3  ● test 111.5`.
  ///
  /// A series without a value there is not in it. Where they do not fit, the names of the series are left out, and
  /// then whole series from the right.
  mutating func drawTitle(of chart: LineChart, in area: Rectangle, lines: ChartLines) {
    let cursor = chart.cursor.flatMap { $0.x.isFinite ? $0 : nil }
    let values = chart.series.filter { !$0.isBackground }.compactMap { series in
      let value = cursor.map { series.value(at: $0.x) } ?? series.points.last?.y
      return value.map { (series: series, text: Numbers.compact($0)) }
    }
    func entries(named: Bool) -> [(text: String, style: Style)] {
      let place = cursor.map { [("at \(text(of: $0.x))", $0.style)] } ?? []
      return place
        + values.map { series, value in
          let parts = [String(lines.sample(of: series.kind)), named ? series.name : "", value]
          return (parts.filter { !$0.isEmpty }.joined(separator: " "), series.style)
        }
    }
    func width(_ entries: [(text: String, style: Style)]) -> Int {
      let parts = [chart.title] + entries.map(\.text)
      return parts.filter { !$0.isEmpty }.joined(separator: "  ").unicodeScalars.count
    }
    let named = entries(named: true)
    let chosen = width(named) <= area.columns ? named : entries(named: false)

    var column = write(
      chart.title, column: area.column, row: area.row, style: Style(attributes: .bold), in: area)
    for (text, style) in chosen {
      let start = column > area.column ? column + 2 : column
      guard start + text.unicodeScalars.count <= area.endColumn else { return }
      column = write(text, column: start, row: area.row, style: style, in: area)
    }
  }

  /// A number of the x axis, such as a step: all digits of a whole one, so that neighbours can be told apart.
  private func text(of x: Double) -> String {
    x == x.rounded() && abs(x) < 1e9 ? Numbers.count(Int(x)) : Numbers.compact(x)
  }
}
