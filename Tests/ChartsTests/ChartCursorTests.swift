import Charts
import Testing
import TextScreen

@Suite struct ChartCursorTests {
  private let style = Style(foreground: .palette(6))

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
        loss  at 4  ─ train 80.00  ● test 60.00
        100┤⠑⠢⡀ │
           │  ⠈⠑⠤⡀
           │    │⠈⠑⢄⡀ ●
         50┤    │   ⠈⠒⠄
           │    │
           │    │                                  ●
           │    │               ▼        ⠐⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒
           └0────────10────────20───────30────────40
        """)
  }

  @Test("in ASCII")
  func ascii() {
    #expect(
      chart(4).drawn(44, 9, .ascii).trimmed == """
        loss  at 4  * train 80.00  o test 60.00
        100+**  |
           |  ***
           |    |**** o
         50+    |    **
           |    |
           |    |                        **********o
           |    |               v
           +0--------10--------20-------30--------40
        """)
  }

  @Test("between two points a line has the value that is drawn there, and of markers the nearest is told")
  func values() {
    #expect(title(0) == "loss  at 0  ─ train 100.0  ● test 60.00")
    #expect(title(10) == "loss  at 10  ─ train 50.00  ● test 60.00")
    #expect(title(2.5) == "loss  at 2.500  ─ train 87.50  ● test 60.00")
    #expect(title(39) == "loss  at 39  ─ train 10.00  ● test 12.00")
    #expect(title(5, yScale: .logarithmic) == "loss  at 5  ─ train 70.71  ● test 60.00")
  }

  @Test("where a series has no value none is told")
  func gaps() {
    #expect(title(15) == "loss  at 15  ─ train  ● test 60.00")
    #expect(title(18) == "loss  at 18  ─ train  ● test -1.000")
    #expect(title(18, yScale: .logarithmic) == "loss  at 18  ─ train  ● test 60.00")
    #expect(title(41) == "loss  at 41  ─ train  ● test 12.00")
    let series = Series(name: "test", kind: .markers, points: [])
    let empty = LineChart(title: "loss", series: [series], cursor: ChartCursor(x: 1))
    #expect(empty.drawn(30, 3, .ascii).trimmed.hasPrefix("loss  at 1  o test\n"))
  }

  @Test("a step is told with all its digits")
  func digits() {
    #expect(title(123_456).hasPrefix("loss  at 123456  "))
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

  @Test("a cursor that is nowhere is none", arguments: [Double.nan, .infinity, -.infinity])
  func nowhere(x: Double) {
    var none = chart(0)
    none.cursor = nil
    #expect(chart(x).drawn(40, 9, .block) == none.drawn(40, 9, .block))
  }
}
