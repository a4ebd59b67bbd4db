/// The source pixels that one target pixel covers along one axis, with their shares of it.
///
/// Shrinking covers an interval, whose inner pixels count wholly and whose outer ones by their overlap
/// (a box filter); growing repeats the one pixel under the target's middle.
struct Span {
  let first: Int
  let last: Int
  let firstWeight: Float
  let innerWeight: Float
  let lastWeight: Float

  /// The span of target pixel `index` where `count` target pixels share `source` pixels, at least one.
  init(index: Double, of count: Double, source: Int) {
    let step = Double(source) / count
    guard step > 1 else {
      first = Self.clamp((index + 0.5) * step, below: source)
      last = first
      (firstWeight, innerWeight, lastWeight) = (1, 0, 0)
      return
    }
    let start = index * step
    let end = start + step
    first = Self.clamp(start, below: source)
    let under = Self.clamp(end, below: source)
    last = under > first && Double(under) >= end ? under - 1 : under
    let inner = 1 / step
    innerWeight = Float(inner)
    firstWeight = last == first ? 1 : Float((Double(first + 1) - start) * inner)
    lastWeight = last == first ? 0 : Float((end - Double(last)) * inner)
  }

  /// The pixel at a position that is not negative.
  private static func clamp(_ position: Double, below count: Int) -> Int {
    position < Double(count) ? Int(position) : count - 1
  }
}
