import Formats
import SystemLibrary

/// The ticks of an upright axis of any scale.
struct AxisTicks {
  /// Where they lie, as the scale has it, in rising order.
  let positions: [Double]

  /// What is written there.
  let labels: [String]

  /// Makes the ticks of an axis that shows a range of positions in so many rows.
  ///
  /// On a logarithmic axis they are 1, 2 and 5 times each power of ten, or the powers alone, or some of
  /// them: as many as leave free rows between them. If those would be fewer than three, they are the
  /// multiples of a round number, as on a linear axis, if there are more of these.
  init(range: AxisRange, scale: AxisScale, rows: Int) {
    let round = RoundTicks(range: range, scale: scale, rows: rows)
    var ticks = Array(zip(round.values, round.labels))
    if scale == .logarithmic {
      let ladder = Self.ladder(in: range, rows: rows)
      // A round number may be 0, which has no place.
      ticks = ticks.filter { $0.0 > 0 }
      if ladder.count > 2 || ladder.count >= ticks.count {
        ticks = ladder.map { ($0, Numbers.tick($0, step: $0)) }
      }
    }
    positions = ticks.map { scale.position($0.0) }
    labels = ticks.map(\.1)
  }

  /// The rungs of a ladder of powers of ten that lie between logarithms; none if fewer than two.
  private static func ladder(in range: AxisRange, rows: Int) -> [Double] {
    let choices = [([1.0, 2, 5], 1)] + [1, 2, 5, 10, 20, 50, 100, 200].map { ([1], $0) }
    let ladders = choices.map { digits, distance in
      (Int(range.lower.rounded(.down))...Int(range.upper.rounded(.up)))
        .filter { $0 % distance == 0 }
        .flatMap { decade in digits.map { $0 * pow(10, Double(decade)) } }
        .filter { range.shown.contains(AxisScale.logarithmic.position($0)) }
    }
    // Three or more with free rows between them, or else without, or else two.
    let spread = [(3, 2), (3, 1), (2, 1)].lazy.flatMap { minCount, apart in
      ladders.filter { rungs in
        let places = rungs.map { range.place(of: AxisScale.logarithmic.position($0), among: rows) }
        return rungs.count >= minCount && zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= apart }
      }
    }
    return spread.first ?? []
  }
}
