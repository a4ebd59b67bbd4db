import Analysis
import Testing

@Suite struct StandardNormalTests {
  /// Quantiles of N(0, 1) to sixteen digits, from tables.
  static let table: [(probability: Double, quantile: Double)] = [
    (0.5, 0), (0.975, 1.959963984540054), (0.025, -1.959963984540054), (0.84134474606854293, 1),
    (0.99, 2.3263478740408408), (0.001, -3.090232306167813), (1e-9, -5.9978070150076865),
  ]

  @Test("quantiles are those of the tables", arguments: table)
  func quantiles(row: (probability: Double, quantile: Double)) {
    #expect(abs(StandardNormal.quantile(row.probability) - row.quantile) < 1e-12 * max(1, abs(row.quantile)))
  }

  @Test("the cumulative probability of a quantile is its probability")
  func roundTrip() {
    for step in 1..<1000 {
      let probability = Double(step) / 1000
      let back = StandardNormal.cumulative(StandardNormal.quantile(probability))
      #expect(abs(back - probability) < 1e-14)
    }
  }

  @Test("the quantiles of 0 and 1 are infinite, and those beyond are NaN")
  func edges() {
    #expect(StandardNormal.quantile(0) == -.infinity)
    #expect(StandardNormal.quantile(1) == .infinity)
    #expect(StandardNormal.quantile(-0.1).isNaN)
    #expect(StandardNormal.quantile(1.1).isNaN)
    #expect(StandardNormal.quantile(.nan).isNaN)
  }
}
