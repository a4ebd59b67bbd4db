import Explorer
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
}
