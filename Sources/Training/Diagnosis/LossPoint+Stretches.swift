extension LossPoint {
  /// The step as an integer, clamped to 0...1e15.
  var wholeStep: Int { Int(max(0, min(1e15, step))) }
}

// Stretches of a curve, whose points are in the order of their steps.
extension RandomAccessCollection<LossPoint> where Index == Int, SubSequence == ArraySlice<LossPoint> {
  /// The points after a step.
  func points(after step: Double) -> ArraySlice<LossPoint> {
    suffix(from: lastIndex { $0.step <= step }.map { $0 + 1 } ?? startIndex)
  }

  /// The points up to a step, with it.
  func points(through step: Double) -> ArraySlice<LossPoint> {
    prefix(upTo: firstIndex { $0.step > step } ?? endIndex)
  }

  /// The mean of all points; nil without points.
  var mean: LossPoint? {
    var sum = LossSum()
    for point in self { sum.add(point) }
    return sum.mean
  }

  /// Means over stretches of at least so many steps, one after the other from `start`; at most 200 of them.
  func windows(of steps: Double, from start: Double) -> [LossPoint] {
    guard let end = last?.step, end > start else { return [] }
    let count = Swift.max(1, Int(Swift.min(200, (end - start) / steps)))
    var sums = [LossSum](repeating: LossSum(), count: count)
    for point in self {
      let place = (point.step - start) / (end - start) * Double(count)
      sums[Int(Swift.max(0, Swift.min(Double(count - 1), place)))].add(point)
    }
    return sums.compactMap(\.mean)
  }
}
