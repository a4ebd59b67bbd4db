import Charts
import Testing

@Suite struct AxisRangeTests {
  @Test("the first steep fall of a loss does not press the rest to the ground")
  func robust() throws {
    let losses = [543, 300, 210] + (0..<97).map { 160 - 0.55 * Double($0) }
    let range = try #require(AxisRange.robust(losses))
    #expect(range.lower < 107.2 && range.lower > 95)
    #expect(range.upper > 155 && range.upper < 220)
  }

  @Test("values that spread evenly are all in the robust range")
  func even() throws {
    let range = try #require(AxisRange.robust((0...100).map(Double.init)))
    #expect(range.lower <= 0 && range.upper >= 100)
  }

  @Test("many points of a line do not outvote markers, none of which is cut off")
  func overfitting() {
    let train = Series((0..<100).map { 100 + 60 / Double($0 + 1) })
    let test = Series(
      name: "test", kind: .markers, points: (1...5).map { .init(x: Double($0 * 19), y: 80 + 40 * Double($0)) }
    )
    let drawn = LineChart(title: "", series: [train, test]).drawn(60, 12, .ascii).text
    #expect(drawn.split(separator: "\n").dropFirst().joined().count { $0 == "o" } == 5)
    #expect(!drawn.contains("^"))
  }

  @Test("each line's first steep fall is cut by itself, and what is beyond the edges counts for nothing")
  func lines() {
    let steep = Series((0..<100).map { $0 < 3 ? 900 : 100 })
    let high = Series((0..<100).map { _ in 200 })
    let whole = LineChart(title: "", series: [steep, high]).drawn(60, 12, .ascii)
    #expect(whole.text.contains("200+") && !whole.text.contains("300+"))
    var late = LineChart(title: "", series: [steep])
    late.xRange = AxisRange(50, 99)
    #expect(late.drawn(60, 12, .ascii).text.contains("100+***"))
  }

  @Test("NaN and infinities do not count, and without other values there is no range")
  func notFinite() {
    #expect(AxisRange.robust([.nan, .infinity]) == nil)
    #expect(AxisRange.all([Double]()) == nil)
    #expect(AxisRange.all([.nan, 2, -.infinity, 5]) == AxisRange(2, 5))
  }

  @Test(
    "one value alone, however great or small, has a range about it",
    arguments: [0, 1, -3, 1e300, -Double.greatestFiniteMagnitude, .leastNonzeroMagnitude])
  func single(value: Double) throws {
    let range = try #require(AxisRange.robust([value, value]))
    #expect(range.lower < range.upper)
    #expect(range.lower <= value && value <= range.upper)
    #expect(range.lower.isFinite && range.upper.isFinite)
  }
}
