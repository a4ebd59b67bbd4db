/// The numbers that an axis shows, from `lower` to `upper`.
public struct AxisRange: Hashable, Sendable {
  /// The number at the left or lower edge.
  public let lower: Double

  /// The number at the right or upper edge; greater than `lower`.
  public let upper: Double

  /// Makes a range of two finite numbers; one without extent is widened about its number.
  public init(_ lower: Double, _ upper: Double) {
    precondition(
      lower.isFinite && upper.isFinite && lower <= upper,
      "an axis needs finite numbers in rising order, not \(lower) and \(upper)")
    let spread = lower < upper ? 0 : max(abs(lower) * 0.05, 0.5)
    self.lower = max(lower - spread, -.greatestFiniteMagnitude)
    self.upper = min(upper + spread, .greatestFiniteMagnitude)
  }

  /// The range of all finite values; nil if there are none.
  public static func all(_ values: some Sequence<Double>) -> AxisRange? {
    let finite = values.filter(\.isFinite)
    guard let lower = finite.min(), let upper = finite.max() else { return nil }
    return AxisRange(lower, upper)
  }

  /// The range in which most of the values can be told apart; nil if none is finite.
  ///
  /// It goes from the minimum to the 95th percentile, or to the maximum where that is not
  /// much further, and a twentieth beyond at both ends. So the first steep fall of a loss does not
  /// squash the rest of its curve. Where no value is below 0, neither is the range.
  public static func robust(_ values: some Sequence<Double>) -> AxisRange? {
    bulk(of: values).map(AxisRange.init(around:))
  }

  /// From the minimum to the 95th percentile, or to the maximum where that is not much further.
  static func bulk(of values: some Sequence<Double>) -> ClosedRange<Double>? {
    let sorted = values.filter(\.isFinite).sorted()
    guard let lower = sorted.first, let upper = sorted.last else { return nil }
    let high = sorted[min(sorted.count - 1, sorted.count * 95 / 100)]
    let isCut = high > lower && upper - lower > 1.5 * (high - lower)
    return lower...(isCut ? high : upper)
  }

  /// The range of an extent of finite numbers and a twentieth beyond at both ends, but not below 0 where the
  /// extent is not.
  init(around extent: ClosedRange<Double>) {
    let (lower, upper) = (extent.lowerBound, extent.upperBound)
    let margin = (upper - lower) * 0.05
    guard margin.isFinite else {
      self.init(lower, upper)
      return
    }
    let floor = lower < 0 ? -Double.greatestFiniteMagnitude : 0
    self.init(max(lower - margin, floor), min(upper + margin, .greatestFiniteMagnitude))
  }

  /// Where a number lies, 0 at the lower and 1 at the upper edge; may be outside, or NaN.
  func fraction(_ value: Double) -> Double {
    // Halves, because the whole extent of two large numbers need not be finite.
    (value / 2 - lower / 2) / (upper / 2 - lower / 2)
  }

  /// The numbers that are shown: the range, and as much beyond as rounding may push one of its own.
  var shown: ClosedRange<Double> {
    let tolerance = 2e-9 * (upper / 2 - lower / 2)
    return lower - tolerance...upper + tolerance
  }

  /// In which of `count` equal parts of the range a number lies; what is outside is in the first or the last.
  ///
  /// The parts of a part lie in it: dots and what is drawn in whole cells never differ by a cell.
  func place(of value: Double, among count: Int) -> Int {
    let fraction = fraction(value)
    return fraction > 0 ? min(count - 1, Int(min(fraction, 1) * Double(count))) : 0
  }

  /// The number in the middle of one of `count` equal parts of the range.
  func middle(ofPlace place: Int, among count: Int) -> Double {
    let share = (Double(place) + 0.5) / Double(count)
    // Halves, because the whole extent of two large numbers need not be finite.
    return lower + 2 * (share * (upper / 2 - lower / 2))
  }
}
