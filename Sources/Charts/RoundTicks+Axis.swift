extension RoundTicks {
  /// The ticks of an upright axis: about two rows apart, or closer where that would leave only one.
  ///
  /// - Parameter range: the positions along the axis, as its scale has them.
  init(range: AxisRange, scale: AxisScale, rows: Int) {
    let usual = (rows + 1) / 2
    let counts = Array(usual...max(usual, rows)) + (1..<max(1, usual)).reversed()
    self = Self.choice(counts, in: scale.values(at: range) ?? range) { ticks in
      let places = ticks.values.map { range.place(of: scale.position($0), among: rows) }
      return zip(places, places.dropFirst()).allSatisfy(<)
    }
  }

  /// The ticks of a level axis: about eight columns apart, or closer where that would leave only one, or
  /// further where labels would touch.
  ///
  /// - Parameter integersOnly: whether ticks between integers make no sense.
  init(range: AxisRange, columns: Int, integersOnly: Bool) {
    let usual = columns / 8
    let counts = Array(usual...max(usual, columns / 2)) + (1..<max(1, usual)).reversed()
    self = Self.choice(counts, in: range, integersOnly: integersOnly) { ticks in
      let starts = ticks.labelStarts(range: range, columns: columns)
      let ends = zip(starts, ticks.labels).map { $0 + $1.count }
      return zip(ends, starts.dropFirst()).allSatisfy(<) && starts.allSatisfy { $0 >= 0 }
    }
  }

  /// Where on a level axis each label begins to be in the middle of its tick, or as near as the ends allow.
  func labelStarts(range: AxisRange, columns: Int) -> [Int] {
    zip(values, labels).map { value, label in
      let middled = range.place(of: value, among: columns) - label.count / 2
      return min(max(0, middled), columns - label.count)
    }
  }

  /// The first ticks of which at least two fit, also if that is every other one; otherwise as many as fit.
  private static func choice(
    _ counts: [Int], in range: AxisRange, integersOnly: Bool = false, where fit: (RoundTicks) -> Bool
  ) -> RoundTicks {
    var best = RoundTicks(range: range, atMost: 0)
    for (distance, count) in [1, 2].flatMap({ distance in counts.map { (distance, $0) } }) {
      let ticks = RoundTicks(range: range, atMost: count * distance, integersOnly: integersOnly)
        .every(distance)
      let isClear = Set(ticks.labels).count == ticks.values.count && fit(ticks)
      if isClear, ticks.values.count > best.values.count { best = ticks }
      if best.values.count > 1 { return best }
    }
    return best
  }
}
