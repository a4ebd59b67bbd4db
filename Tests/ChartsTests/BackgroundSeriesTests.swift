import Charts
import Testing
import TextScreen

@Suite struct BackgroundSeriesTests {
  private let faint = Style(foreground: .palette(8))
  private let bright = Style(foreground: .palette(4))

  /// A noisy loss and its mean, which is listed first and drawn last.
  private var chart: LineChart {
    let raw = (0...40).map { step -> Series.Point in
      let x = Double(step)
      return Series.Point(x: x, y: 60 - x + Double(step * 7 % 13) * 2)
    }
    return LineChart(
      title: "loss",
      series: [
        Series(name: "mean", style: bright, points: [.init(x: 0, y: 72), .init(x: 40, y: 32)]),
        Series(name: "raw", style: faint, points: raw, isBackground: true),
      ], yRange: AxisRange(20, 80))
  }

  @Test("in colours raw and smooth share their dots, and only the smooth is in the title")
  func colours() {
    #expect(
      chart.drawn(40, 10, .braille).trimmed == """
        loss  ─ mean 32.00
        80┤⢀ ⢀ ⢀ ⡀ ⡀ ⡀
          │⡹⡖⡞⡦⣎⣆⣷⢰⢱⢰⢱
        60┤⠇⠱⠁⠱⠁⠹⠈⠏⠚⠞⠬⣆⣠⡀⢠ ⢠ ⢠ ⡄ ⡄
          │           ⢸⡜⡏⡏⡗⡗⡧⣟⣼⢸⢸⢸
          │            ⠃⠘ ⠘ ⠘ ⠃⠉⠋⠒⢧⢴⣄⣰⡀⡰⡀⣰⢀⢆⢀⢆
        40┤                       ⠸⡎⢇⠇⢏⠏⢗⠯⡾⢼⣸⠸⡀
          │                        ⠁⠈ ⠈ ⠈ ⠁ ⠁⠉⢫⢺
        20┤                                   ⠘⡇
          └0────────────────20────────────────40
        """)
  }

  @Test("without colours the raw line is dotted and drawn under the others")
  func mono() {
    #expect(
      chart.drawn(40, 10, .braille, .mono).trimmed == """
        loss  ─ mean 32.00
        80┤
          │⠉⠒⠒⠤⢄⣀⡀⠠⠁ ⠡
        60┤⠄⠁⠁⠠ ⠉⠈⠉⠒⠒⠤⢄⣀⡀⠠   ⠠   ⠄
          │           ⠠⠈⠈⠉⠒⠒⠤⢄⣀⠈⠠⠠
          │            ⠁⠈ ⠈ ⠈ ⠁⠉⠉⠒⠢⠤⢄⣀ ⠠ ⠠ ⠄ ⠄
        40┤                       ⠠⠄⠁⠁⠉⠉⠒⠢⠤⢄⣀⠠
          │                         ⠈   ⠈   ⠁⠉⠉⠒
        20┤                                    ⠅
          └0────────────────20────────────────40
        """)
    #expect(
      chart.drawn(40, 10, .ascii, .mono).trimmed == """
        loss  * mean 32.00
        80+. . . . . .
          |****........
        60+.. .*******.. . . . . .
          |           *******......
          |            .. . .********. . . . .
        40+                        ..*******...
          |                        .. . . . ****
        20+                                    .
          +0----------------20----------------40
        """)
  }

  @Test("where they share a cell the smooth line's colour wins in either order")
  func sharing() {
    for raw in [Series([0, 3]), Series([3, 0])] {
      var background = raw
      background.isBackground = true
      background.style = faint
      for series in [
        [background, Series([3, 3], style: bright)], [Series([3, 3], style: bright), background],
      ] {
        let chart = LineChart(title: "", series: series, xRange: AxisRange(0, 1), yRange: AxisRange(0, 3))
        #expect(chart.drawn(1, 1, .braille)[0, 0] == Cell(raw.points[0].y == 0 ? "⡝" : "⢫", style: bright))
        #expect(chart.drawn(1, 1, .braille, .mono)[0, 0] == Cell("⠉", style: bright))
        #expect(chart.drawn(1, 1, .block)[0, 0] == Cell("▀", style: bright))
      }
    }
  }

  @Test("marks of a raw line beyond the edge are drawn under the smooth line")
  func edges() {
    let raw = Series(
      name: "raw", style: faint, points: [.init(x: 0, y: 9), .init(x: 3, y: 9)], isBackground: true)
    let chart = LineChart(
      title: "", series: [Series([4, 4, .nan, .nan], style: bright), raw], xRange: AxisRange(0, 3),
      yRange: AxisRange(0, 4))
    #expect(chart.drawn(4, 1, .ascii).text == "**^^")
  }

  @Test("markers in the background lie behind lines")
  func markers() {
    let raw = Series(name: "raw", kind: .markers, points: [.init(x: 1, y: 0)], isBackground: true)
    let chart = LineChart(title: "", series: [raw, Series([0, 0, 0])], yRange: AxisRange(0, 1))
    #expect(chart.drawn(3, 1, .ascii).text == "***")
  }
}
