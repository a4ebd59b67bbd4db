import Charts
import Foundation
import TestSupport
import Testing
import TextScreen

@Suite struct AxisScaleTests {
  private func chart(_ ys: [Double], _ kind: Series.Kind = .line, yRange: AxisRange? = nil) -> LineChart {
    LineChart(title: "loss", series: [Series(ys, kind)], yRange: yRange, yScale: .logarithmic)
  }

  @Test("on a logarithmic axis what falls by a tenth at a time falls straight")
  func braille() {
    let powers: [Double] = [1000, 100, 10, 1, 0.1]
    #expect(
      chart(powers).drawn(40, 11, .braille).trimmed == """
        loss  ─ 0.1000
         1k┤⠒⠤⣀
           │   ⠉⠒⠢⢄⡀
        100┤       ⠈⠑⠒⠤⣀
           │            ⠉⠒⠢⢄⡀
         10┤                ⠈⠑⠢⢄⡀
           │                    ⠈⠑⠢⢄⡀
          1┤                        ⠈⠑⠢⠤⣀
           │                             ⠉⠒⠤⣀
        0.1┤                                 ⠉⠒⠤
           └0─────────────────2────────────────4
        """)
    #expect(
      chart(powers).drawn(40, 11, .ascii).trimmed == """
        loss  * 0.1000
         1k+***
           |   ****
        100+       *****
           |            ****
         10+                *****
           |                     ****
          1+                         ****
           |                             ****
        0.1+                                 ***
           +0-----------------2----------------4
        """)
  }

  @Test("ticks are 1, 2 and 5 times powers of ten where there is room for them")
  func ladder() {
    #expect(
      chart([543, 300, 210, 180, 160, 140, 130, 120, 110, 106]).drawn(40, 12, .braille).trimmed == """
        loss  ─ 106.0
        500┤⢢
           │ ⢣
           │  ⠱⡀
           │   ⠱⡀
           │    ⠈⠢⣀
           │       ⠑⢄⡀
        200┤         ⠈⠑⠢⠤⣀
           │              ⠉⠑⠒⠤⠤⣀⣀
           │                     ⠉⠉⠒⠒⠤⠤⣀⣀
        100┤                             ⠉⠉⠒⠒⠒⠤⠤
           └0───────────────────5───────────────
        """)
  }

  @Test("a line is cut where it crosses an edge on the screen")
  func clipping() {
    #expect(
      chart([1e6, 1, 1e-6, 1e3], yRange: AxisRange(0.01, 100)).drawn(40, 9, .ascii).trimmed == """
        loss  * 1.000k
         100+^^^^^^^^                         ^^
            |        *                       *
            |         **                    *
           1+           *                   *
            |            *                 *
            |             **              *
        0.01+               vvvvvvvvvvvvvv
            +0----------1-----------2----------3
        """)
  }

  @Test("values that are not above 0 are gaps")
  func gaps() {
    #expect(
      chart([1, 1, 0, 1, -1, 1, 1, 1], yRange: AxisRange(1, 10)).drawn(8, 1, .ascii).text == "** * ***")
    #expect(
      chart([0, -1]).drawn(16, 5, .ascii).trimmed == """
        loss  * -1.000
        |
        |
        |
        +---------------
        """)
  }

  @Test("a range that is not above 0 counts as none")
  func range() {
    let ys: [Double] = [1, 3, 10]
    #expect(chart(ys, yRange: AxisRange(-5, 10)).drawn(40, 9, .block) == chart(ys).drawn(40, 9, .block))
  }

  /// The labels upwards, with the rows that they are in counted from below.
  private func labels(_ range: AxisRange, rows: Int) -> [(row: Int, label: String)] {
    let chart = chart([], yRange: range).drawn(60, rows + 2, .block)
    return chart.text.split(separator: "\n").dropFirst().dropLast().reversed().enumerated().compactMap {
      row, text in
      text.firstIndex(of: "┤").map { (row, String(text[..<$0].drop { $0 == " " })) }
    }
  }

  @Test(
    "ticks are powers of ten, with 2 and 5 between them where there is room, or else any round numbers",
    arguments: [
      (1, 1000, 3, ["1", "100"]),
      (1, 1000, 8, ["1", "10", "100", "1k"]),
      (1, 1000, 20, ["1", "2", "5", "10", "20", "50", "100", "200", "500", "1k"]),
      (0.8, 12, 8, ["1", "2", "5", "10"]),
      (0.0002, 0.03, 8, ["0.0002", "0.0005", "0.001", "0.002", "0.005", "0.01", "0.02"]),
      (1e-9, 1e9, 3, ["0.00001", "1", "100k"]),
      (1e-300, 1e300, 8, ["1e-200", "1", "1e200"]),
      (98, 218, 3, ["100", "200"]),
      (98, 218, 20, ["100", "120", "140", "160", "180", "200"]),
      (103, 190, 8, ["120", "140", "160", "180"]),
      (2e-8, 7e-8, 8, ["2e-8", "4e-8", "6e-8"]),
    ] as [(Double, Double, Int, [String])])
  func ticks(lower: Double, upper: Double, rows: Int, expected: [String]) {
    #expect(labels(AxisRange(lower, upper), rows: rows).map(\.label) == expected)
  }

  @Test("in random ranges ticks rise in rows of their own, at the rows of their logarithms, two at least")
  func randomTicks() throws {
    var random = SplitMix64(seed: 11)
    for _ in 0..<1000 {
      let lower = pow(10, Double.random(in: -5...5, using: &random))
      let range = AxisRange(lower, lower * pow(10, Double.random(in: 0.01...6, using: &random)))
      let rows = Int.random(in: 5...30, using: &random)
      let ticks = labels(range, rows: rows)
      #expect(ticks.count > 1, "\(range), \(rows)")
      let extent = log10(range.upper / range.lower)
      for (row, label) in ticks {
        let value = try #require(RoundTicksTests.number(label))
        let place = log10(value / range.lower) / extent * Double(rows)
        #expect(abs(place - Double(row) - 0.5) < 0.5001, "\(label) of \(range) in row \(row) of \(rows)")
      }
    }
  }

  @Test("curves over all that a number can be are drawn")
  func extremes() {
    let ys: [Double] = [.leastNonzeroMagnitude, 1, .greatestFiniteMagnitude, .infinity, .nan, -0.0]
    #expect(
      chart(ys, yRange: AxisRange(.leastNonzeroMagnitude, .greatestFiniteMagnitude))
        .drawn(5, 2, .ascii).text == " ****\n*    ")
  }
}
