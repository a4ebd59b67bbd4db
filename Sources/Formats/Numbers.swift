/// Figures as text, in the same few ways on every page, chart and report.
public enum Numbers {
  /// With as many decimals as leave about four digits: 0.123, 12.34, 543.2; 2.281T or 1.0e30 where it is large, "nan"
  /// and "inf" where it is not finite.
  public static func loss(_ value: Double) -> String {
    switch abs(value) {
    // What is rounded up to a digit more has a decimal less.
    case ..<9.9995: fixed(value, 3)
    case ..<99.995: fixed(value, 2)
    case ..<99_999.95: fixed(value, 1)
    default: compact(value)
    }
  }

  /// A latent coordinate with its sign: +0.12, -1.05.
  public static func coordinate(_ value: Double) -> String {
    let text = fixed(value, 2)
    // What is rounded to 0 has no sign of its own.
    return text.hasPrefix("-") ? text : "+" + text
  }

  /// A rate in thousands from ten thousand on: 9,870 or 45.2k.
  public static func rate(_ value: Double) -> String {
    value < 10_000 ? fixed(value, 0) : fixed(value / 1000, 1) + "k"
  }

  /// A time as minutes and seconds, or from an hour on hours, minutes and seconds.
  public static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "?" }
    let (minutes, rest) = Int(seconds.rounded()).quotientAndRemainder(dividingBy: 60)
    let (hours, restOfMinutes) = minutes.quotientAndRemainder(dividingBy: 60)
    return hours > 0
      ? "\(hours):\(twoDigits(restOfMinutes)):\(twoDigits(rest))" : "\(minutes):\(twoDigits(rest))"
  }

  /// A setting as it was typed: 0.001, 1, 0.5.
  public static func setting(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e9 ? String(Int(value)) : "\(value)"
  }

  /// Bytes in megabytes of 2^20, with a decimal where they are few.
  public static func megabytes(_ bytes: Int) -> String {
    let value = Double(bytes) / 1_048_576
    return fixed(value, value < 10 && value != value.rounded() ? 1 : 0)
  }

  /// A count with commas between thousands: 9,360.
  public static func count(_ value: Int) -> String {
    let digits = String(value.magnitude)
    let ends = stride(from: digits.count, to: 0, by: -3).reversed()
    return (value < 0 ? "-" : "") + ends.map { String(digits.prefix($0).suffix(3)) }.joined(separator: ",")
  }

  /// With a fixed number of decimals, at most 6; "nan", and "inf" from 1e12 on.
  public static func fixed(_ value: Double, _ decimals: Int) -> String {
    abs(value) < 1e12 ? digits(value, decimals) : nameOfNonfinite(value)
  }

  /// The digits of a finite number with up to 6 decimals; its own description where they are too many to count.
  static func digits(_ value: Double, _ decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 1e18 else { return "\(value)" }
    let digits = String(Int(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return sign + padded.dropLast(decimals) + (decimals > 0 ? "." + padded.suffix(decimals) : "")
  }

  /// What is written for a number that is too large or none.
  static func nameOfNonfinite(_ value: Double) -> String {
    value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
  }

  private static func twoDigits(_ value: Int) -> String {
    value < 10 ? "0\(value)" : "\(value)"
  }
}
