import Charts
import Testing
import TextScreen

@Suite struct ClippingTests {
  /// A line with a peak, a long and a short excursion below, and markers of which some are outside.
  private var chart: LineChart {
    LineChart(
      title: "loss",
      series: [
        Series([1, 1, 1, 9, 1, 1, -5, -5, 1, 2.5, 7], style: Style(foreground: .palette(4))),
        Series([2, 1e308, 2, 2, -1e308, 2, 3, 0, 4, 0, 2], .markers, style: Style(foreground: .palette(3))),
      ], xRange: AxisRange(0.5, 9.5), yRange: AxisRange(0, 3))
  }

  @Test("in braille: lines are cut at every edge, and what is above or below is marked")
  func braille() {
    #expect(
      chart.drawn(40, 9, .braille).trimmed == """
        loss  ─ 7.000  ● 2.000
        3┤  ▲    ▲▲▲▲▲▲▲         ●       ▲   ⢀▲▲
         │      ⢰⠁     ⠈⡆                   ⢀⠎
        2┤      ●   ●   ⡇    ●             ⢀⠎
         │      ⡜       ⢣                 ⢠⠃
        1┤⠤⠤⠤⠤⠤⠤⠇       ⠸⠤⠤⠤⠤⡄           ⢠⠃
         │                   ⢇           ⡎
        0┤              ▼    ▼▼▼▼▼▼▼▼●▼▼▼⠁   ●
         └──────2───────4────────6───────8──────
        """)
  }

  @Test("in blocks")
  func blocks() {
    #expect(
      chart.drawn(40, 9, .block).trimmed == """
        loss  ─ 7.000  ● 2.000
        3┤  ▲    ▲▲▲▲▲▲▲         ●       ▲    ▲▲
         │       █     █                    ▄▀
        2┤      ●▀  ●  ▀▄    ●             ▄▀
         │      █       █                 ▄▀
        1┤▄▄▄▄▄▄█       █▄▄▄▄▄           ▄▀
         │                   █           █
        0┤              ▼    ▼▼▼▼▼▼▼▼●▼▼▼    ●
         └──────2───────4────────6───────8──────
        """)
  }

  @Test("in ASCII")
  func ascii() {
    #expect(
      chart.drawn(40, 9, .ascii).trimmed == """
        loss  * 7.000  o 2.000
        3+  ^    ^^^^^^^         o       ^    ^^
         |       *     *                     *
        2+      o*  o   *    o             **
         |      *       *                 *
        1+*******       ******           *
         |                   *           *
        0+              v    vvvvvvvvovvv    o
         +------2-------4--------6-------8------
        """)
  }

  @Test("a mark has the style of its series")
  func style() {
    let grid = chart.drawn(40, 9, .ascii)
    #expect(grid[4, 1] == Cell("^", style: Style(foreground: .palette(3))))
    #expect(grid[9, 1] == Cell("^", style: Style(foreground: .palette(4))))
    #expect(grid[16, 7] == Cell("v", style: Style(foreground: .palette(3))))
    #expect(grid[21, 7] == Cell("v", style: Style(foreground: .palette(4))))
  }

  @Test(
    "a line aims at its points outside, however far they are, and stops at the edge",
    arguments: [
      (0, 0, 8, 8, ["    *", "   * ", "  *  ", " *   ", "*    "]),
      (0, 0, 1e308, 1e308, ["    *", "   * ", "  *  ", " *   ", "*    "]),
      (2, 2, 3, 1e308, ["  ^^ ", "  *  ", "  *  ", "     ", "     "]),
      (2, 1e308, 2, -1e308, ["  ^  ", "  *  ", "  *  ", "  *  ", "  v  "]),
      (-1e308, 3, 1e308, 3, ["     ", "*****", "     ", "     ", "     "]),
      (-4, -2, 8, 10, ["  ^^^", " *   ", "*    ", "     ", "     "]),
      (-4, 2, 2, -4, ["     ", "     ", "     ", "     ", "vvv  "]),
      (5, 1, 6, 9, ["     ", "     ", "     ", "     ", "     "]),
    ] as [(Double, Double, Double, Double, [String])])
  func aim(x0: Double, y0: Double, x1: Double, y1: Double, rows: [String]) {
    let line = Series(name: "", points: [.init(x: x0, y: y0), .init(x: x1, y: y1)])
    let chart = LineChart(title: "", series: [line], xRange: AxisRange(0, 4), yRange: AxisRange(0, 4))
    // The first row is the title's.
    #expect(chart.drawn(5, 6, .ascii).text.split(separator: "\n").dropFirst().map(String.init) == rows)
  }

  @Test("values that rounding put just beyond an edge are not outside")
  func rounding() {
    let chart = LineChart(
      title: "", series: [Series([0.1 + 0.2, 0.1 + 0.2], .markers), Series([0, 0.1 + 0.2, 0])],
      xRange: AxisRange(0, 2), yRange: AxisRange(0, 0.3))
    #expect(chart.drawn(3, 2, .ascii).text == "oo \n* *")
  }
}
