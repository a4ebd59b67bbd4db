import Charts
import TestSupport
import Testing
import TextScreen

@Suite struct LineChartTests {
  private let trainStyle = Style(foreground: .palette(4))
  private let testStyle = Style(foreground: .palette(3))

  /// A loss that falls from 543 towards 106, and a test loss at every epoch's end.
  private var chart: LineChart {
    let train = (0...40).map { step -> Series.Point in
      let x = Double(step)
      return Series.Point(x: x * 100, y: 106 + 437 / (1 + x * x))
    }
    let test = (1...4).map { Series.Point(x: Double($0) * 1000, y: 112 - Double($0)) }
    return LineChart(
      title: "loss",
      series: [
        Series(name: "train", style: trainStyle, points: train),
        Series(name: "test", style: testStyle, kind: .markers, points: test),
      ])
  }

  @Test("in braille: title with newest values, round ticks, a readable fall")
  func braille() {
    #expect(
      chart.drawn(40, 9, .braille).trimmed == """
        loss  ─ train 106.3  ● test 108.0
           │⠉⠑⡆
        180┤  ⡇
        160┤  ⢸
           │  ⢸
        140┤   ⢣
        120┤    ⠑⢄⡀  ●        ●
           │      ⠈⠉⠑⠒⠒⠒⠒⠒⠒⠒⠢⠤⠤⠤⠤⠤⠤⠤⠤⠤●⠤⠤⠤⠤⠤⠤⠤⠤●
           └0────────────────2k───────────────4k
        """)
  }

  @Test("in blocks")
  func blocks() {
    #expect(
      chart.drawn(40, 9, .block).trimmed == """
        loss  ─ train 106.3  ● test 108.0
           │▀▀▄
        180┤  █
        160┤   █
           │   █
        140┤    █
        120┤    ▀▄▄  ●        ●
           │       ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀●▀▀▀▀▀▀▀▀●
           └0────────────────2k───────────────4k
        """)
  }

  @Test("in ASCII")
  func ascii() {
    let text = chart.drawn(40, 9, .ascii).trimmed
    #expect(
      text == """
        loss  * train 106.3  o test 108.0
           |***
        180+  *
        160+   *
           |   *
        140+    *
        120+    *****o        o
           |          ****************o********o
           +0----------------2k---------------4k
        """)
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test("a narrow title drops the series' names, then series")
  func narrowTitle() {
    func title(_ columns: Int) -> String {
      String(chart.drawn(columns, 5, .block).text.prefix { $0 != "\n" })
    }
    #expect(title(34) == "loss  ─ train 106.3  ● test 108.0 ")
    #expect(title(33) == "loss  ─ train 106.3  ● test 108.0")
    #expect(title(32) == "loss  ─ 106.3  ● 108.0          ")
    #expect(title(20) == "loss  ─ 106.3       ")
    #expect(title(3) == "los")
  }

  @Test("little room takes the axes away, then the title, then everything")
  func degrades() {
    #expect(
      chart.drawn(12, 5, .ascii).trimmed == """
        loss
        **
         *
         *
          *o**o*o**o
        """)
    #expect(
      chart.drawn(12, 2, .ascii).trimmed == """
        **
         **o**o*o**o
        """)
    #expect(chart.drawn(0, 0, .ascii).text == "")
  }

  @Test("lines that cross share the dots of a cell and the later one's colour wins")
  func crossing() {
    let chart = LineChart(
      title: "", series: [Series([0, 3], style: trainStyle), Series([3, 3], style: testStyle)],
      xRange: AxisRange(0, 1), yRange: AxisRange(0, 3))
    let grid = chart.drawn(1, 1, .braille)
    #expect(grid[0, 0] == Cell("⡝", style: testStyle))
  }

  @Test("NaN and infinities are gaps")
  func gaps() {
    let chart = LineChart(
      title: "", series: [Series([1, 1, .nan, 1, .infinity, 1, 1, 1])], yRange: AxisRange(0, 1))
    #expect(chart.drawn(8, 1, .ascii).text == "** * ***")
  }

  @Test("values beyond the range are drawn at its edges, points beyond the left or right not at all")
  func outside() {
    let chart = LineChart(
      title: "", series: [Series([-100, 100, 0], .markers)], xRange: AxisRange(0, 1), yRange: AxisRange(0, 1))
    #expect(chart.drawn(2, 2, .ascii).text == " o\no ")
  }

  @Test("a chart without points has its title and axes")
  func empty() {
    let chart = LineChart(title: "loss", series: [Series(name: "train", points: [])])
    #expect(
      chart.drawn(16, 5, .ascii).trimmed == """
        loss  * train
        |
        |
        |
        +---------------
        """)
  }

  @Test("no points, range or rectangle makes drawing trap or leave its rectangle")
  func anything() {
    var random = SplitMix64(seed: 6)
    let odd: [Double] = [
      0, 1, -1, .nan, .infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
      .leastNonzeroMagnitude, 1e-300, 1e17, 543,
    ]
    let mark = Cell("·", style: Style(foreground: .palette(200)))
    for trial in 0..<1500 {
      let series = (0..<Int.random(in: 0...3, using: &random)).map { index in
        Series(
          name: "s\(index)", kind: index % 2 == 0 ? .line : .markers,
          points: (0..<Int.random(in: 0...9, using: &random)).map { _ in
            .init(x: odd.randomElement(using: &random) ?? 0, y: odd.randomElement(using: &random) ?? 0)
          })
      }
      let area = Rectangle(
        column: .random(in: -9...30, using: &random), row: .random(in: -9...9, using: &random),
        columns: trial % 13 == 0 ? .max : .random(in: 0...40, using: &random),
        rows: trial % 17 == 0 ? .max : .random(in: 0...20, using: &random))
      var grid = CellGrid(
        size: Size(columns: .random(in: 0...40, using: &random), rows: .random(in: 0...20, using: &random)),
        filledWith: mark)
      grid.draw(
        LineChart(title: "chart", series: series), in: area,
        capabilities: Capabilities(depth: .mono, symbols: Capabilities.Symbols.allCases[trial % 3]))
      for row in 0..<grid.size.rows {
        for column in 0..<grid.size.columns where !area.contains(column: column, row: row) {
          #expect(grid[column, row] == mark, "trial \(trial) at \(column), \(row)")
        }
      }
    }
  }
}
