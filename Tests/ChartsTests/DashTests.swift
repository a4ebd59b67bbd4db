import Charts
import Testing
import TextScreen

@Suite struct DashTests {
  /// A solid, a dashed and a dotted line, each level, steep, level and steep again.
  private var chart: LineChart {
    let names = ["mean", "train", "test"]
    return LineChart(
      title: "loss",
      series: zip(names, Dash.allCases).enumerated().map { index, line in
        let foot = Double(4 - 2 * index)
        return Series(
          name: line.0, kind: .line(line.1),
          points: [(0, 0), (3, 0), (4, 8), (6, 8), (9, 3)].map { .init(x: $0.0, y: foot + $0.1) })
      }, yRange: AxisRange(0, 12))
  }

  @Test("in braille")
  func braille() {
    #expect(
      chart.drawn(40, 12, .braille).trimmed == """
        loss  ─ 7.000  ╌ 5.000  ┈ 3.000
          │               ⢠⠋⠉⠉⠉⠉⠉⠉⠉⠉⠒⢄⡀
        10┤               ⡎⡄ ⠠⠤⠄ ⠠⠤⠄  ⠈⠒⢄⡀
          │              ⢰⠙          ⠐⠤⡀ ⠈⠒⢄⡀
          │             ⢀⢇⢄ ⠂ ⠂ ⠂ ⠂ ⠄    ⢀⡀ ⠈⠒⢄⡀
          │             ⡜⠘⡀           ⠁ ⡀ ⠈⠂   ⠈
         5┤            ⢠⢣⢀                ⠄  ⠈⠢⠄
          │⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠎⠊⡀                  ⠁ ⡀
          │            ⢠⡀
          │⠒⠒  ⠒⠒  ⠒⠒  ⢃
         0┤⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀
          └0───────────────────5────────────────
        """)
  }

  @Test("in blocks")
  func blocks() {
    #expect(
      chart.drawn(40, 12, .block).trimmed == """
        loss  ─ 7.000  ╌ 5.000  ┈ 3.000
          │                █▀▀▀▀▀▀▀▀▄▄
        10┤               █▄▄▄  ▄▄▄   ▀▄▄
          │              ▄▀          ▀▄  ▀▄▄
          │              ██▄▀ ▀ ▀ ▀ ▄  ▀    ▀▄▄
          │             ▄▀▄           ▀ ▄ ▀▀▄  ▀
         5┤             █▄                ▄    ▄
          │▄▄▄▄▄▄▄▄▄▄▄▄██▄                  ▀ ▄
          │             ▄
          │▀▀▀  ▀▀▀  ▀▀▀▄
         0┤▄ ▄ ▄ ▄ ▄ ▄ ▄
          └0───────────────────5────────────────
        """)
  }

  @Test("in ASCII, where a dash is a character")
  func ascii() {
    #expect(
      chart.drawn(40, 12, .ascii).trimmed == """
        loss  * 7.000  + 5.000  . 3.000
          |                **********
        10+               *++++++++++***
          |               +          +++***
          |              *+..........   +++***
          |             *+.          ...   +++**
         5+             *+.             ...   ++
          |*************+.                 ...
          |             .                     ..
          |+++++++++++++.
         0+.............
          +0-------------------5----------------
        """)
  }

  @Test("an upright line has dashes too, as long as those of a level one")
  func upright() {
    func drawn(_ dash: Dash, _ symbols: Capabilities.Symbols) -> String {
      let rise = Series(
        name: "", kind: .line(dash), points: [.init(x: 0, y: 0), .init(x: 0, y: 1)])
      let chart = LineChart(title: "", series: [rise], xRange: AxisRange(0, 1), yRange: AxisRange(0, 1))
      return chart.drawn(1, 2, symbols).text
    }
    #expect(drawn(.solid, .braille) == "⡇\n⡇")
    #expect(drawn(.dashed, .braille) == " \n⡇")
    #expect(drawn(.dotted, .braille) == "⡀\n⡀")
    #expect(drawn(.solid, .block) == "█\n█")
    #expect(drawn(.dashed, .block) == "▄\n█")
    #expect(drawn(.dotted, .block) == "▄\n▄")
  }

  @Test("many points in one dot do not use the dashes up")
  func dense() {
    func drawn(_ count: Int) -> String {
      let points = (0...count).map { Series.Point(x: Double($0) / Double(count), y: 0.5) }
      let line = Series(name: "", kind: .line(.dashed), points: points)
      return LineChart(title: "", series: [line], yRange: AxisRange(0, 1)).drawn(12, 1, .braille).text
    }
    #expect(drawn(1000) == drawn(1))
    #expect(drawn(1) == "⠒⠒  ⠒⠒  ⠒⠒  ")
  }

  @Test("a point between gaps is drawn, whatever the dash")
  func alone() {
    let chart = LineChart(
      title: "", series: [Series([1, 1, .nan, 1, .nan, 1], .line(.dotted))], xRange: AxisRange(0, 5),
      yRange: AxisRange(0, 1))
    #expect(chart.drawn(6, 1, .block).text == "▀  ▀ ▀")
  }

  @Test("where lines share a cell the dash and the colour of the last dot in it win")
  func crossing() {
    let style = Style(foreground: .palette(3))
    let chart = LineChart(
      title: "", series: [Series([0, 0]), Series([0, 0], .line(.dotted), style: style)],
      xRange: AxisRange(0, 1), yRange: AxisRange(0, 1))
    #expect(chart.drawn(2, 1, .ascii)[0, 0] == Cell(".", style: style))
    let braille = chart.drawn(2, 1, .braille)
    #expect(braille[0, 0] == Cell("⣀", style: style))
    #expect(braille[1, 0] == Cell("⣀"))
  }
}
