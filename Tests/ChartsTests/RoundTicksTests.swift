import Charts
import TestSupport
import Testing

@Suite struct RoundTicksTests {
  @Test("ticks are round, inside the range, and as many as fit")
  func ticks() {
    #expect(RoundTicks(range: AxisRange(0, 4000), atMost: 5).values == [0, 1000, 2000, 3000, 4000])
    #expect(RoundTicks(range: AxisRange(103.2, 218), atMost: 3).labels == ["150", "200"])
    #expect(RoundTicks(range: AxisRange(-1, 1), atMost: 5).labels == ["-1", "-0.5", "0", "0.5", "1"])
    #expect(RoundTicks(range: AxisRange(0.01, 0.07), atMost: 4).labels == ["0.02", "0.04", "0.06"])
  }

  @Test("where only integers make sense no tick lies between them")
  func integersOnly() {
    let range = AxisRange(0, 3)
    #expect(RoundTicks(range: range, atMost: 8, integersOnly: true).values == [0, 1, 2, 3])
    #expect(RoundTicks(range: range, atMost: 8).values.contains(0.5))
  }

  @Test("no room or an endless range has no ticks")
  func none() {
    #expect(RoundTicks(range: AxisRange(0, 1), atMost: 0).values.isEmpty)
    let endless = AxisRange(-.greatestFiniteMagnitude, .greatestFiniteMagnitude)
    #expect(RoundTicks(range: endless, atMost: 5).values.isEmpty)
  }

  /// The labels of a level axis so many columns long, read off a chart.
  private func level(_ range: AxisRange, columns: Int) -> [String] {
    let ends = Series(name: "", points: [.init(x: range.lower, y: 0), .init(x: range.upper, y: 1)])
    let chart = LineChart(title: "", series: [ends], xRange: range, yRange: AxisRange(0, 1))
    let axis = chart.drawn(columns + 2, 5, .block).text.split(separator: "\n").last ?? ""
    return axis.drop { $0 != "└" }.dropFirst().split(separator: "─").map(String.init)
  }

  /// The labels of an upright axis so many rows high, read off a chart upwards.
  private func upright(_ range: AxisRange, rows: Int) -> [String] {
    let chart = LineChart(title: "loss", series: [], yRange: range).drawn(60, rows + 2, .block)
    return chart.text.split(separator: "\n").reversed().compactMap { row in
      row.firstIndex(of: "┤").map { String(row[..<$0].drop { $0 == " " }) }
    }
  }

  @Test(
    "labels of a level axis are round and apart, and two at least where there is little room",
    arguments: [
      (98.3, 212, 10, ["100", "200"]),
      (98.3, 212, 40, ["100", "150", "200"]),
      (98.3, 212, 80, ["100", "120", "140", "160", "180", "200"]),
      (0, 0.004, 10, ["0", "0.004"]),
      (0, 0.004, 80, ["0", "0.0005", "0.001", "0.0015", "0.002", "0.0025", "0.003", "0.0035", "0.004"]),
      (0, 93_800, 10, ["0", "50k"]),
      (0, 93_800, 40, ["0", "20k", "40k", "60k", "80k"]),
      (0, 93_800, 80, ["0", "10k", "20k", "30k", "40k", "50k", "60k", "70k", "80k", "90k"]),
      (
        0, 93_800, 200,
        [
          "0", "5k", "10k", "15k", "20k", "25k", "30k", "35k", "40k", "45k", "50k", "55k", "60k", "65k",
          "70k", "75k", "80k", "85k", "90k",
        ]
      ),
      (140.1, 159.9, 10, ["145", "155"]),
      (0, 0.00004, 40, ["0", "0.00002", "0.00004"]),
      (1, 1172, 22, ["500", "1k"]),
    ] as [(Double, Double, Int, [String])])
  func level(lower: Double, upper: Double, columns: Int, labels: [String]) {
    #expect(level(AxisRange(lower, upper), columns: columns) == labels)
  }

  @Test(
    "labels of an upright axis are round and in rows of their own, and two at least where there are few rows",
    arguments: [
      (98.3, 212, 3, ["100", "200"]),
      (98.3, 212, 8, ["100", "150", "200"]),
      (98.3, 212, 20, ["100", "120", "140", "160", "180", "200"]),
      (0, 0.004, 20, ["0", "0.0005", "0.001", "0.0015", "0.002", "0.0025", "0.003", "0.0035", "0.004"]),
      (140.1, 159.9, 4, ["145", "150", "155"]),
      (12_000, 93_800, 3, ["20k", "60k"]),
      (12_000, 93_800, 8, ["20k", "40k", "60k", "80k"]),
    ] as [(Double, Double, Int, [String])])
  func upright(lower: Double, upper: Double, rows: Int, labels: [String]) {
    #expect(upright(AxisRange(lower, upper), rows: rows) == labels)
  }

  @Test("in random ranges labels are round, evenly spaced and whole, and more than one where room allows")
  func randomAxes() throws {
    var random = SplitMix64(seed: 7)
    for _ in 0..<1000 {
      let lower = Double.random(in: -1...1, using: &random) * scale(&random)
      let extent = Double.random(in: 0.1...1, using: &random) * scale(&random) + abs(lower) * 1e-3
      let range = AxisRange(lower, lower + extent)
      let columns = Int.random(in: 10...200, using: &random)
      let rows = Int.random(in: 3...30, using: &random)
      let axes = [
        (level(range, columns: columns), columns >= 40), (upright(range, rows: rows), rows >= 5),
      ]
      for (labels, isRoomy) in axes {
        let values = try labels.map { try #require(Self.number($0), "\(labels) of \(range)") }
        #expect(values.count > 1 || !isRoomy, "\(labels) of \(range), \(columns) x \(rows)")
        let steps = zip(values.dropFirst(), values).map { $0 - $1 }
        guard let step = steps.first else { continue }
        #expect(steps.allSatisfy { abs($0 - step) < 1e-6 * step }, "\(labels)")
        #expect(values.allSatisfy { abs($0 - lower - extent / 2) < extent * 0.5001 }, "\(labels)")
      }
    }
  }

  /// The number that a label says.
  static func number(_ label: String) -> Double? {
    let units = ["k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12]
    guard let unit = label.last.flatMap({ units[String($0)] }) else { return Double(label) }
    return Double(label.dropLast()).map { $0 * unit }
  }

  @Test("in random ranges ticks rise by a 1-2-5 step, lie inside, and are never too many or under a third")
  func random() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<1000 {
      let lower = Double.random(in: -1...1, using: &random) * scale(&random)
      let extent = Double.random(in: 0.1...1, using: &random) * scale(&random) + abs(lower) * 1e-6
      let most = Int.random(in: 2...12, using: &random)
      let ticks = RoundTicks(range: AxisRange(lower, lower + extent), atMost: most)
      #expect(ticks.values.count <= most)
      #expect(ticks.values.count >= most / 3, "\(lower) + \(extent), \(most)")
      #expect(Set(ticks.labels).count == ticks.values.count, "\(ticks.labels)")
      for value in ticks.values {
        let multiple = value / ticks.step
        #expect(abs(multiple - multiple.rounded()) < 1e-6 * max(1, abs(multiple)))
        #expect(value >= lower - ticks.step * 1e-6 && value <= lower + extent + ticks.step * 1e-6)
      }
    }
  }

  private func scale(_ random: inout SplitMix64) -> Double {
    var scale = 1e-3
    for _ in 0..<Int.random(in: 0...9, using: &random) { scale *= 10 }
    return scale
  }
}
