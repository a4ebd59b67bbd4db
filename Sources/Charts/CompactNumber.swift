import SystemLibrary

/// Numbers in few characters: `0.02`, `543`, `1.5k`, `2M`, `3e-07`.
public enum CompactNumber {
  /// The text of a tick on an axis whose ticks are `step` apart: as many decimals as tell them apart.
  public static func label(_ value: Double, step: Double) -> String {
    text(value) { unit in -exponent(of: step / unit) }.trimmed
  }

  /// The text of a value with `digits` significant digits, zeros at the end included.
  public static func text(_ value: Double, digits: Int = 4) -> String {
    // Rounded first: 9999.6 has a digit more before its point when it is.
    let value = rounded(value, digits: digits)
    return text(value) { unit in digits - 1 - exponent(of: value / unit) }.whole
  }

  /// A whole number with commas between thousands: `1,170`.
  public static func grouped(_ value: Int) -> String {
    let digits = String(value.magnitude)
    let ends = stride(from: digits.count, to: 0, by: -3).reversed()
    return (value < 0 ? "-" : "") + ends.map { String(digits.prefix($0).suffix(3)) }.joined(separator: ",")
  }

  private static func text(
    _ value: Double, decimals: (_ unit: Double) -> Int
  ) -> (whole: String, trimmed: String) {
    guard value.isFinite else {
      let name = value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
      return (name, name)
    }
    let size = abs(value)
    guard value != 0 else { return ("0", "0") }
    let (unit, suffix) = units.last { size >= $0.0 && decimals($0.0) <= 3 } ?? (1, "")
    let places = max(0, decimals(unit))
    guard places <= 6, size < 1e15 else {
      let value = rounded(value, digits: 2)
      let power = exponent(of: value)
      // In two parts, since a power of ten may be 0 where what it divides is not.
      let half = power / 2
      let number = fixed(value / pow(10, Double(half)) / pow(10, Double(power - half)), decimals: 1)
      return (number.whole + "e\(power)", number.trimmed + "e\(power)")
    }
    let number = fixed(value / unit, decimals: places)
    return (number.whole + suffix, number.trimmed + suffix)
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

  /// A number below 1e15 with up to 6 decimals, with all of them and without zeros at the end.
  private static func fixed(_ value: Double, decimals: Int) -> (whole: String, trimmed: String) {
    let scaled = (abs(value) * pow(10, Double(decimals))).rounded()
    guard scaled < 1e18 else { return ("\(value)", "\(value)") }
    let digits = String(Int(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = value < 0 && scaled > 0 ? "-" : ""
    let whole = sign + padded.dropLast(decimals)
    let fraction = padded.suffix(decimals)
    let end = fraction.lastIndex { $0 != "0" }.map(fraction.index(after:)) ?? fraction.startIndex
    let kept = fraction[..<end]
    return (
      fraction.isEmpty ? whole : whole + "." + fraction, kept.isEmpty ? whole : whole + "." + kept
    )
  }
}
