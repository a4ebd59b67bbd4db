import Formats
import SystemLibrary

/// Numbers to write at an axis: the multiples of 1, 2 or 5 times a power of ten that lie in a range, or some
/// of them.
public struct RoundTicks: Equatable, Sendable {
  /// What the ticks are multiples of.
  public let step: Double

  /// The ticks in rising order.
  public let values: [Double]

  /// Makes the closest ticks of which at most `max` lie in the range.
  ///
  /// - Parameter integersOnly: whether ticks between integers make no sense.
  public init(range: AxisRange, atMost max: Int, integersOnly: Bool = false) {
    let extent = range.upper - range.lower
    guard max > 0, extent.isFinite, extent > 0 else {
      step = 1
      values = []
      return
    }
    let minStep = Swift.max(extent / Double(max), integersOnly ? 1 : .leastNormalMagnitude)
    let power = pow(10, floor(log10(minStep)))
    let steps = [1, 2, 5, 10, 20].map { $0 * power }.filter { $0 >= minStep && $0.isFinite }
    let candidates = steps.map { ($0, Self.multiples(of: $0, in: range, upTo: max + 1)) }
    let chosen = candidates.first { $0.1.count <= max }
    step = chosen?.0 ?? 1
    values = chosen?.1 ?? []
  }

  private init(step: Double, values: [Double]) {
    self.step = step
    self.values = values
  }

  /// Some of the ticks: the first, and each that is `distance` places further.
  func every(_ distance: Int) -> RoundTicks {
    RoundTicks(step: step, values: stride(from: 0, to: values.count, by: distance).map { values[$0] })
  }

  /// The ticks as short texts, such as `0.02`, `543` and `1.5k`.
  public var labels: [String] { values.map { Numbers.tick($0, step: step) } }

  /// The multiples of `step` in a range, or the first `limit` of them.
  private static func multiples(of step: Double, in range: AxisRange, upTo limit: Int) -> [Double] {
    // A tick that rounding pushed just over an edge belongs to it.
    let tolerance = step * 1e-9
    let first = ((range.lower - tolerance) / step).rounded(.up)
    return (0..<limit).map { (first + Double($0)) * step }.prefix { $0 <= range.upper + tolerance }
      .map { $0 == 0 ? 0 : $0 }
  }
}
