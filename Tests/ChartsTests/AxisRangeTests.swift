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
