import SystemLibrary

// Numbers of any size in few characters: `0.02`, `543`, `1.5k`, `2M`, `3e-7`.
extension Numbers {
  /// The text of a tick on an axis whose ticks are `step` apart: as many decimals as tell them apart.
  public static func tick(_ value: Double, step: Double) -> String {
    compact(value) { unit in -exponent(of: step / unit) }.trimmed
  }

  /// The text of a value with `digits` significant digits, zeros at the end included.
  public static func compact(_ value: Double, digits: Int = 4) -> String {
    // Rounded first: 9999.6 has a digit more before its point when it is.
    let value = rounded(value, digits: digits)
    return compact(value) { unit in digits - 1 - exponent(of: value / unit) }.whole
  }

  private static func compact(
    _ value: Double, decimals: (_ unit: Double) -> Int
  ) -> (whole: String, trimmed: String) {
    guard value.isFinite else { return (nameOfNonfinite(value), nameOfNonfinite(value)) }
    let size = abs(value)
    guard value != 0 else { return ("0", "0") }
    let (unit, suffix) = units.last { size >= $0.0 && decimals($0.0) <= 3 } ?? (1, "")
    let places = max(0, decimals(unit))
    guard places <= 6, size < 1e15 else {
      let value = rounded(value, digits: 2)
      let power = exponent(of: value)
      // In two parts, since a power of ten may be 0 where what it divides is not.
      let half = power / 2
      let number = digits(value / pow(10, Double(half)) / pow(10, Double(power - half)), 1)
      return (number + "e\(power)", trimmed(number) + "e\(power)")
    }
    let number = digits(value / unit, places)
    return (number + suffix, trimmed(number) + suffix)
  }

  private static let units = [(1e3, "k"), (1e6, "M"), (1e9, "G"), (1e12, "T")]

  /// The nearest number of so many significant digits; the number itself where its digits have no finite place.
  private static func rounded(_ value: Double, digits: Int) -> Double {
    let places = digits - 1 - exponent(of: value)
    // What is multiplied by a power of ten from 1 on is rounded as it is written.
    let scale = pow(10, Double(abs(places)))
    let rounded = places < 0 ? (value / scale).rounded() * scale : (value * scale).rounded() / scale
    return rounded.isFinite ? rounded : value
  }

  /// The power of ten of the first digit; a little is forgiven to a power of ten that rounding missed.
  private static func exponent(of value: Double) -> Int {
    let power = floor(log10(abs(value)) + 1e-9)
    return power.isFinite ? Int(power) : 0
  }

  /// Digits without the zeros at the end of their decimals.
  private static func trimmed(_ digits: String) -> String {
    guard digits.contains("."), let last = digits.lastIndex(where: { $0 != "0" }) else { return digits }
    return String(digits[last] == "." ? digits[..<last] : digits[...last])
  }
}
