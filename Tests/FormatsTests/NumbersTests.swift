import Formats
import Testing

@Suite struct NumbersTests {
  @Test(
    "a loss has about four digits, also where it is rounded up to one more",
    arguments: [
      (0, "0.000"), (0.1234, "0.123"), (9.9994, "9.999"), (9.9996, "10.00"), (-9.9996, "-10.00"),
      (99.994, "99.99"), (99.996, "100.0"), (543.21, "543.2"), (99_999.94, "99999.9"),
      (123_456, "123.5k"), (2.2810468e12, "2.281T"), (-2.5e9, "-2.500G"), (1e30, "1.0e30"),
      (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"),
    ])
  func loss(value: Double, text: String) {
    #expect(Numbers.loss(value) == text)
  }

  @Test(
    "a tick's label has as many decimals as its step needs, and thousands as k",
    arguments: [
      (0, 500, "0"), (1500, 500, "1.5k"), (543, 1, "543"), (0.02, 0.02, "0.02"), (0.1, 0.02, "0.1"),
      (-0.5, 0.5, "-0.5"), (1_000_000, 500_000, "1M"), (2.5e9, 5e8, "2.5G"), (980, 20, "980"),
      (1020, 20, "1.02k"), (1e-7, 1e-7, "1e-7"), (2e20, 1e20, "2e20"),
    ] as [(Double, Double, String)])
  func labels(value: Double, step: Double, text: String) {
    #expect(Numbers.tick(value, step: step) == text)
  }

  @Test(
    "a value's text keeps its significant digits, zeros included",
    arguments: [
      (106.234, "106.2"), (106, "106.0"), (0.0213, "0.02130"), (0, "0"), (-42.5, "-42.50"), (12345, "12.35k"),
      (0.00000321, "3.2e-6"), (.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf"),
      (.greatestFiniteMagnitude, "1.8e308"), (.leastNonzeroMagnitude, "4.9e-324"),
      (9999.4, "9.999k"), (9999.6, "10.00k"), (9.9996, "10.00"), (999.96, "1.000k"), (-99.996, "-100.0"),
      (0.99999, "1.000"), (999_960, "1.000M"), (9.96e-6, "1.0e-5"), (9.94e-6, "9.9e-6"),
    ] as [(Double, String)])
  func values(value: Double, text: String) {
    #expect(Numbers.compact(value) == text)
  }

  @Test("a number that rounds to zero has no sign")
  func negativeZero() {
    #expect(Numbers.tick(-0.001, step: 1) == "0")
    #expect(Numbers.compact(-0.0) == "0")
  }
}
