import Charts
import TestSupport
import Testing
import TextScreen

@Suite struct WildChartTests {
  private static let numbers: [Double] = [
    0, 1, -1, .nan, .infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
    .leastNonzeroMagnitude, 1e-300, 1e308, -1e308, 1e17, 543,
  ]

  private static let kinds = Dash.allCases.map(Series.Kind.line) + Marker.allCases.map(Series.Kind.markers)

  /// Areas without room for anything, of one cell, and of a few; then any.
  private static let tiny = [Size(columns: 0, rows: 0), Size(columns: 1, rows: 1), Size(columns: 3, rows: 2)]

  private func number(_ random: inout SplitMix64) -> Double {
    Self.numbers.randomElement(using: &random) ?? 0
  }

  private func range(_ random: inout SplitMix64) -> AxisRange? {
    let ends = [number(&random), number(&random)].sorted()
    return ends.allSatisfy(\.isFinite) ? AxisRange(ends[0], ends[1]) : nil
  }

  private func chart(_ random: inout SplitMix64) -> LineChart {
    let series = (0..<Int.random(in: 0...3, using: &random)).map { index in
      Series(
        name: "s\(index)", kind: Self.kinds.randomElement(using: &random) ?? .line,
        points: (0..<Int.random(in: 0...9, using: &random)).map { _ in
          .init(x: number(&random), y: number(&random))
        }, isBackground: Bool.random(using: &random))
    }
    let marks = (0..<Int.random(in: 0...3, using: &random)).map { index in
      ChartMark(x: number(&random), label: String(repeating: "m", count: index * 9))
    }
    return LineChart(
      title: "chart", series: series, xRange: range(&random), yRange: range(&random),
      yScale: AxisScale.allCases.randomElement(using: &random) ?? .linear, marks: marks,
      cursor: Bool.random(using: &random) ? ChartCursor(x: number(&random)) : nil)
  }

  @Test(
    "no points, range or rectangle makes drawing trap, leave its rectangle or mark but at its edges",
    arguments: 0..<30)
  func anything(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let untouched = Cell("·", style: Style(foreground: .palette(200)))
    for trial in 0..<150 {
      let size = Size(columns: .random(in: 0...40, using: &random), rows: .random(in: 0...20, using: &random))
      let area = Rectangle(
        column: .random(in: -9...30, using: &random), row: .random(in: -9...9, using: &random),
        columns: trial % 13 == 0 ? .max : .random(in: 0...40, using: &random),
        rows: trial % 17 == 0 ? .max : .random(in: 0...20, using: &random))
      let tiny = Self.tiny[trial % 3]
      let drawn =
        trial % 5 == 0
        ? Rectangle(column: area.column, row: area.row, columns: tiny.columns, rows: tiny.rows) : area
      var grid = CellGrid(size: size, filledWith: untouched)
      grid.draw(
        chart(&random), in: drawn,
        capabilities: Capabilities(
          depth: trial % 2 == 0 ? .mono : .eight, symbols: Capabilities.Symbols.allCases[trial % 3]))
      let visible = drawn.clipped(to: grid.bounds)
      for row in 0..<size.rows {
        for column in 0..<size.columns {
          let cell = grid[column, row]
          switch cell.glyph {
          case _ where !drawn.contains(column: column, row: row):
            #expect(cell == untouched, "trial \(trial) at \(column), \(row)")
          case "▲", "^":
            // Above it is at most the title.
            #expect(row <= visible.row + 1, "trial \(trial) at \(column), \(row)")
          case "▼", "v":
            // Below it is at most the x axis.
            #expect(row >= visible.endRow - 2, "trial \(trial) at \(column), \(row)")
          default: break
          }
        }
      }
    }
  }
}
