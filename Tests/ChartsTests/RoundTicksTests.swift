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

  @Test("where only whole numbers make sense no tick lies between them")
  func wholeNumbers() {
    let range = AxisRange(0, 3)
    #expect(RoundTicks(range: range, atMost: 8, wholeNumbers: true).values == [0, 1, 2, 3])
    #expect(RoundTicks(range: range, atMost: 8).values.contains(0.5))
  }

  @Test("no room or an endless range gives no ticks")
  func none() {
    #expect(RoundTicks(range: AxisRange(0, 1), atMost: 0).values.isEmpty)
    let endless = AxisRange(-.greatestFiniteMagnitude, .greatestFiniteMagnitude)
    #expect(RoundTicks(range: endless, atMost: 5).values.isEmpty)
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
