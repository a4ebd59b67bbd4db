import Charts

/// Figures as the screen shows them.
public enum Numbers {
  /// With as many decimals as leave about four digits: 0.123, 12.34, 543.2; 2.281T or 1.0e30 where it is large, "nan"
  /// and "inf" where it is none.
  public static func loss(_ value: Double) -> String {
    switch abs(value) {
    // What is rounded up to a digit more has a decimal less.
    case ..<9.9995: fixed(value, 3)
    case ..<99.995: fixed(value, 2)
    case ..<99_999.95: fixed(value, 1)
    default: CompactNumber.text(value)
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
      ? "\(hours):\(padded(restOfMinutes)):\(padded(rest))" : "\(minutes):\(padded(rest))"
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
  public static func count(_ value: Int) -> String { CompactNumber.grouped(value) }

  /// With a fixed number of decimals.
  public static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e12 else {
      return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
    }
    let scale = (0..<decimals).reduce(1) { scale, _ in scale * 10 }
    let units = Int((abs(value) * Double(scale)).rounded())
    let sign = value < 0 && units != 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(units) }
    let fraction = String(units % scale)
    return sign + "\(units / scale)." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  private static func padded(_ value: Int) -> String {
    value < 10 ? "0\(value)" : "\(value)"
  }
}
