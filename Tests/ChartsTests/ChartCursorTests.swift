import Charts
import TestSupport
import Testing
import TextScreen

@Suite struct ChartCursorTests {
  private let style = Style(foreground: .palette(6))
  private let faint = Style(attributes: .dim)

  private func chart(_ x: Double, yScale: AxisScale = .linear) -> LineChart {
    LineChart(
      title: "loss",
      series: [
        Series(name: "train", points: points([(0, 100), (10, 50), (20, .nan), (30, 10), (40, 10)])),
        Series(name: "test", kind: .markers, points: points([(10, 60), (20, -1), (40, 12)])),
      ], yRange: AxisRange(1, 100), yScale: yScale, cursor: ChartCursor(x: x, style: style))
  }

  private func points(_ numbers: [(Double, Double)]) -> [Series.Point] {
    numbers.map { .init(x: $0.0, y: $0.1) }
  }

  private func title(_ x: Double, columns: Int = 60, yScale: AxisScale = .linear) -> String {
    let text = chart(x, yScale: yScale).drawn(columns, 5, .block).trimmed
    return String(text.prefix { $0 != "\n" })
  }

  @Test("a cursor is a line behind the curves, and the title tells the values there")
  func braille() {
    #expect(
      chart(4).drawn(44, 9, .braille).trimmed == """
        loss  at 4  ─ train 80.00
        100┤⠑⠢⡀ │
           │  ⠈⠑⠤⡀
           │    │⠈⠑⢄⡀ ●
         50┤    │   ⠈⠒⠄
           │    │
           │    │
           │    │               ▼         ⠒⠒⠒⠒⠒⠒⠒⠒⠒●
           └0────────10────────20────────30───────40
        """)
  }

  @Test("in ASCII")
  func ascii() {
    #expect(
      chart(4).drawn(44, 9, .ascii).trimmed == """
        loss  at 4  * train 80.00
        100+**  |
           |  ***
           |    |**** o
         50+    |    **
           |    |
           |    |
           |    |               v         *********o
           +0--------10--------20--------30-------40
        """)
  }

  @Test("a line has the value straight between two points, and of markers the last before the cursor is told")
  func values() {
    #expect(title(0) == "loss  at 0  ─ train 100.0")
    #expect(title(9.5) == "loss  at 9.500  ─ train 52.50")
    #expect(title(10) == "loss  at 10  ─ train 50.00  ● test 60.00")
    #expect(title(39) == "loss  at 39  ─ train 10.00  ● test -1.000")
    #expect(title(40) == "loss  at 40  ─ train 10.00  ● test 12.00")
  }

  @Test(
    "values are the same on a logarithmic axis, so that those of curves that add up do", arguments: 0...41)
  func scales(x: Int) {
    #expect(title(Double(x), yScale: .logarithmic) == title(Double(x)))
  }

  @Test("the values of curves that add up do so between their points too")
  func sums() throws {
    func value(_ heights: [Double]) throws -> Double {
      let curve = Series(name: "", points: heights.enumerated().map { .init(x: Double($0 * 9), y: $1) })
      let chart = LineChart(
        title: "", series: [curve], yScale: .logarithmic, cursor: ChartCursor(x: 13))
      let title = chart.drawn(60, 5, .ascii).trimmed.prefix { $0 != "\n" }
      return try #require(title.split(separator: " ").last.flatMap { Double($0) })
    }
    #expect(try abs(value([90, 50, 20]) + value([1, 7, 30]) - value([91, 57, 50])) < 0.02)
  }

  @Test("where a series has no value none is told")
  func gaps() {
    #expect(title(15) == "loss  at 15  ● test 60.00")
    #expect(title(28) == "loss  at 28  ● test -1.000")
    #expect(title(41) == "loss  at 41  ● test 12.00")
    let series = Series(name: "test", kind: .markers, points: [])
    let empty = LineChart(title: "loss", series: [series], cursor: ChartCursor(x: 1))
    #expect(empty.drawn(30, 3, .ascii).trimmed.hasPrefix("loss  at 1\n"))
  }

  @Test("a step is told with all its digits")
  func digits() {
    #expect(title(123_456).hasPrefix("loss  at 123,456  "))
    #expect(title(-0.0).hasPrefix("loss  at 0  "))
    #expect(title(1e300).hasPrefix("loss  at 1.0e300  "))
  }

  @Test("a narrow title keeps the cursor's place and drops the series' names, then series")
  func narrow() {
    #expect(title(10, columns: 40) == "loss  at 10  ─ train 50.00  ● test 60.00")
    #expect(title(10, columns: 39) == "loss  at 10  ─ 50.00  ● 60.00")
    #expect(title(10, columns: 28) == "loss  at 10  ─ 50.00")
    #expect(title(10, columns: 11) == "loss  at 10")
  }

  @Test("the place in the title and the line have the cursor's style")
  func styles() {
    let grid = chart(4).drawn(44, 9, .ascii)
    #expect(grid[6, 0] == Cell("a", style: style))
    #expect(grid[8, 7] == Cell("|", style: style))
  }

  @Test("markers that the axis does not reach are told at a cursor all the same")
  func beyond() {
    var zoomed = chart(35)
    zoomed.xRange = AxisRange(31, 39)
    #expect(zoomed.drawn(60, 5, .block).trimmed.hasPrefix("loss  at 35  ─ train 10.00  ● test -1.000\n"))
  }

  @Test("a cursor at what lies in a column is drawn in that column, and beside the plot in its nearest")
  func columns() throws {
    var random = SplitMix64(seed: 17)
    for _ in 0..<300 {
      var chart = chart(0)
      let lower = Double.random(in: -50...50, using: &random)
      chart.xRange = AxisRange(lower, lower + .random(in: 0.1...100, using: &random))
      chart.yRange = AxisRange(0, .random(in: 1...1e6, using: &random))
      let area = Rectangle(
        column: .random(in: 0...9, using: &random), row: .random(in: 0...3, using: &random),
        columns: .random(in: 1...60, using: &random), rows: .random(in: 1...20, using: &random))
      let column = Int.random(in: area.column..<area.endColumn, using: &random)
      chart.cursor = ChartCursor(x: try #require(chart.x(atColumn: column, in: area)), style: style)
      chart.series = []
      var grid = CellGrid(size: Size(columns: 80, rows: 30))
      grid.draw(chart, in: area, capabilities: Capabilities(depth: .eight, symbols: .ascii))
      let drawn = (area.column..<area.endColumn).filter {
        grid[$0, area.endRow - (area.rows < 3 ? 1 : 2)] == Cell("|", style: style)
      }
      let axis = (area.column..<area.endColumn).last { grid[$0, area.endRow - 1] == Cell("+", style: faint) }
      #expect(drawn == [max(column, (axis ?? -1) + 1)], "\(area), column \(column)")
    }
  }

  @Test("a chart without numbers has none in any column")
  func nothing() {
    let chart = LineChart(title: "", series: [Series(name: "", points: [])])
    #expect(chart.x(atColumn: 3, in: Rectangle(column: 0, row: 0, columns: 20, rows: 9)) == nil)
    let area = Rectangle(column: 2, row: 0, columns: 0, rows: 9)
    #expect(self.chart(0).x(atColumn: 3, in: area) == nil)
  }

  @Test("a cursor that is nowhere is none", arguments: [Double.nan, .infinity, -.infinity])
  func nowhere(x: Double) {
    var none = chart(0)
    none.cursor = nil
    #expect(chart(x).drawn(40, 9, .block) == none.drawn(40, 9, .block))
  }
}
