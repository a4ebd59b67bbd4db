import Charts
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
           │▲▲
        180┤ ⠈⡆
        160┤  ⢇
           │  ⢸
        140┤   ⢣
        120┤    ⠑⡄
           │     ⠈⠉⠑⠒●⠒⠤⠤⠤⠤⠤⠤⠤●⠤⠤⠤⠤⠤⠤⠤⠤●⠤⠤⠤⠤⠤⠤⠤●
           └0────────────────2k───────────────4k
        """)
  }

  @Test("in blocks")
  func blocks() {
    #expect(
      chart.drawn(40, 9, .block).trimmed == """
        loss  ─ train 106.3  ● test 108.0
           │▲▲
        180┤ █
        160┤  █
           │  █
        140┤   █
        120┤    ▀▄
           │      ▀▀▀●▀▄▄▄▄▄▄▄●▄▄▄▄▄▄▄▄●▄▄▄▄▄▄▄●
           └0────────────────2k───────────────4k
        """)
  }

  @Test("in ASCII")
  func ascii() {
    let text = chart.drawn(40, 9, .ascii).trimmed
    #expect(
      text == """
        loss  * train 106.3  o test 108.0
           |^^
        180+ *
        160+  *
           |  *
        140+   *
        120+    **
           |      ***o********o********o*******o
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
    let nameless = LineChart(title: "", series: [Series(name: "train", points: [.init(x: 0, y: 1)])])
    #expect(nameless.drawn(13, 3, .block).text.hasPrefix("─ train 1.000\n"))
    #expect(nameless.drawn(12, 3, .block).text.hasPrefix("─ 1.000     \n"))
  }

  @Test("little room takes the axes away, then the title, then everything")
  func degrades() {
    #expect(
      chart.drawn(12, 5, .ascii).trimmed == """
        loss
        ^
        *
        **
         **o**o**o*o
        """)
    #expect(
      chart.drawn(12, 2, .ascii).trimmed == """
        ^
        ***o**o**o*o
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

  @Test("a chart without points has its title and axes")
  func empty() {
    let chart = LineChart(title: "loss", series: [Series(name: "train", points: [])])
    #expect(
      chart.drawn(16, 5, .ascii).trimmed == """
        loss
        |
        |
        |
        +---------------
        """)
  }
}
