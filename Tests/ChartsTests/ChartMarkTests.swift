import Charts
import Testing
import TextScreen

@Suite struct ChartMarkTests {
  private func chart(_ marks: [ChartMark], ys: [Double] = [0, 1, 2, 3, 4, 4, 4, 4, 4, 4]) -> LineChart {
    LineChart(title: "", series: [Series(ys)], yRange: AxisRange(0, 5), marks: marks)
  }

  @Test("a mark is a line behind the curve with its label over it, right of it or left at the edge")
  func braille() {
    #expect(
      chart([ChartMark(x: 2, label: "best"), ChartMark(x: 8, label: "stopped")])
        .drawn(40, 9, .braille).trimmed == """
          ─ 4.000
           │        ┊best             stopped┊
          4┤        ┊      ⡠⠔⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒
           │        ┊   ⢀⠔⠊                  ┊
           │        ⢀⡠⠔⠊⠁                    ┊
          2┤      ⡠⠒⠁                        ┊
           │   ⣀⠔⠉  ┊                        ┊
          0┤⡠⠔⠉     ┊                        ┊
           └0────────────────────5────────────────
          """)
  }

  @Test("in ASCII")
  func ascii() {
    #expect(
      chart([ChartMark(x: 2, label: "best"), ChartMark(x: 8, label: "stopped")])
        .drawn(40, 9, .ascii).trimmed == """
          * 4.000
           |        :best             stopped:
          4+        :     ************************
           |        :  ***                   :
           |        :**                      :
          2+      ***                        :
           |  ****  :                        :
          0+**      :                        :
           +0--------------------5----------------
          """)
  }

  @Test("labels are written over curves, in their mark's style")
  func overCurves() {
    let style = Style(foreground: .palette(5))
    let grid = chart([ChartMark(x: 1, label: "a", style: style)], ys: [5, 5, 5]).drawn(3, 2, .ascii)
    #expect(grid.text == "*:a\n : ")
    #expect(grid[2, 0] == Cell("a", style: style))
    #expect(grid[1, 1] == Cell(":", style: style))
  }

  /// The top row of a plot 12 columns wide whose x axis goes from 0 to 11.
  private func top(_ marks: [(Double, String)], rows: Int = 2) -> String {
    let chart = LineChart(
      title: "", series: [], xRange: AxisRange(0, 11), yRange: AxisRange(0, 1),
      marks: marks.map { ChartMark(x: $0.0, label: $0.1) })
    return String(chart.drawn(12, rows, .ascii).text.prefix(12))
  }

  @Test("a label is apart from a curve in its row")
  func apart() {
    let grid = chart(
      [ChartMark(x: 1, label: "a"), ChartMark(x: 6, label: "end")], ys: [5, 5, 5, 5, 5, 5, 5]
    )
    .drawn(14, 2, .ascii)
    #expect(grid.text.prefix(14) == "**:a **** end:")
  }

  @Test("marks at one place share a label, as far as there is room")
  func shared() {
    #expect(top([(1, "abc"), (1, "def")]) == " :abc def   ")
    #expect(top([(1, "abc"), (8, "xy"), (1, "de")]) == " :abc de:xy ")
    #expect(top([(1, "abc"), (8, "xy"), (1, "def")]) == " :abc   :xy ")
    #expect(top([(1, "ab"), (8, "xy"), (1, "d")]) == " :ab d  :xy ")
    #expect(top([(9, "ab"), (9, "cd"), (9, "ef")]) == " ab cd ef:  ")
    #expect(top([(9, "ab"), (9, "cd"), (9, "efghijklm")]) == "    ab cd:  ")
    #expect(top([(1, "abcdefghijklmnop"), (1, "x")]) == " :          ")
  }

  @Test("a label that would meet another mark's label or line is left out, the line stays")
  func collisions() {
    #expect(top([(1, "abc"), (5, "def")]) == " :abc:def   ")
    #expect(top([(1, "abcd"), (5, "def")]) == " :   :def   ")
    #expect(top([(1, ""), (1, "def")]) == " :def       ")
    #expect(top([(1, "abc"), (9, "defg")]) == " :abc    :  ")
    #expect(top([(1, "abc"), (9, "def")]) == " :abc def:  ")
    #expect(top([(9, "defg"), (1, "abc")]) == " :   defg:  ")
    #expect(top([(5, "abcdefg")]) == "     :      ")
    #expect(top([(5, "abcdef")]) == "     :abcdef")
    #expect(top([(11, "abc")]) == "        abc:")
  }

  @Test("a plot of one row has lines without labels")
  func oneRow() {
    #expect(top([(1, "abc")], rows: 1) == " :          ")
  }

  @Test("marks outside the x axis are not drawn, nor such as are nowhere")
  func outside() {
    #expect(top([(-1, "a"), (12, "b"), (.nan, "c"), (.infinity, "d"), (-1e308, "e")]) == "            ")
  }
}
