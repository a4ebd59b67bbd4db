import Charts
import Testing
import TextScreen

@Suite struct MarkerTests {
  /// Two markers of each shape.
  private var chart: LineChart {
    let series = Marker.allCases.enumerated().map { index, marker in
      Series(
        name: "\(marker)", kind: .markers(marker),
        points: (0...1).map { .init(x: Double(index + 3 * $0), y: Double(index)) })
    }
    return LineChart(title: "codes", series: series)
  }

  @Test("each marker has its shape, in the title too", arguments: [Capabilities.Symbols.braille, .block])
  func shapes(symbols: Capabilities.Symbols) {
    #expect(
      chart.drawn(48, 5, symbols).trimmed == """
        codes  ● disc 0  ○ ring 1.000  ◆ diamond 2.000
        2┤                  ◆                          ◆
         │         ○                          ○
        0┤●                          ●
         └0─────────────────2─────────────────4─────────
        """)
  }

  @Test("in ASCII each marker has its letter")
  func letters() {
    #expect(
      chart.drawn(48, 5, .ascii).trimmed == """
        codes  o disc 0  @ ring 1.000  x diamond 2.000
        2+                  x                          x
         |         @                          @
        0+o                          o
         +0-----------------2-----------------4---------
        """)
  }
}
