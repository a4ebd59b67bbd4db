import Charts
import TestSupport
import Testing
import TextScreen

@Suite struct AlignmentTests {
  private static let symbols: [Capabilities.Symbols] = [.ascii, .block, .braille]

  private func range(_ random: inout SplitMix64) -> AxisRange {
    let lower = Double.random(in: 0.01...100, using: &random)
    return AxisRange(lower, lower + .random(in: 0.1...200, using: &random))
  }

  @Test("a level line, a marker and a tick at one number are in one row", arguments: symbols)
  func rows(symbols: Capabilities.Symbols) throws {
    var random = SplitMix64(seed: 21)
    for _ in 0..<200 {
      let (range, rows) = (range(&random), Int.random(in: 5...30, using: &random))
      let scale = AxisScale.allCases.randomElement(using: &random) ?? .linear
      func rowsDrawn(_ series: [Series]) -> [Substring] {
        let chart = LineChart(
          title: "loss", series: series, xRange: AxisRange(0, 1), yRange: range, yScale: scale)
        return chart.drawn(40, rows + 2, symbols).text.split(separator: "\n").dropFirst().dropLast()
      }
      for row in rowsDrawn([]) {
        let label = row.drop { $0 == " " }.prefix { !"┤+│|".contains($0) }
        guard !label.isEmpty else { continue }
        let value = try #require(RoundTicksTests.number(String(label)))
        for kind in [Series.Kind.line, .markers] {
          let points = [0.1, 0.9].map { Series.Point(x: $0, y: value) }
          let found = rowsDrawn([Series(name: "", kind: kind, points: points)]).filter {
            $0.drop { !"┤+│|".contains($0) }.dropFirst().contains { $0 != " " }
          }
          #expect(found.count == 1 && found[0].contains(label), "\(label) in \(range): \(found)")
        }
      }
    }
  }

  @Test(
    "a point of a line, a marker, a mark and a cursor at one number are in one column", arguments: symbols)
  func columns(symbols: Capabilities.Symbols) {
    var random = SplitMix64(seed: 22)
    for _ in 0..<500 {
      let (range, columns) = (range(&random), Int.random(in: 12...90, using: &random))
      let x = Double.random(in: range.lower...range.upper, using: &random)
      func column(_ change: (inout LineChart) -> Void) -> [Int] {
        var chart = LineChart(title: "", series: [], xRange: range, yRange: AxisRange(0, 1))
        change(&chart)
        let row = chart.drawn(columns, 2, symbols).text.split(separator: "\n")[1]
        return row.enumerated().filter { $0.element != " " }.map(\.offset)
      }
      let point = Series.Point(x: x, y: 0.2)
      let line = column { $0.series = [Series(name: "", points: [point])] }
      #expect(line.count == 1)
      #expect(column { $0.series = [Series(name: "", kind: .markers, points: [point])] } == line)
      #expect(column { $0.marks = [ChartMark(x: x)] } == line)
      #expect(column { $0.cursor = ChartCursor(x: x) } == line)
    }
  }
}
