import SystemLibrary

/// The kinds of path from one latent point to another.
public enum LatentPath: String, Sendable, CaseIterable {
  /// The straight line, `(1 - t) a + t b`.
  case linear
  /// The arc along which direction and length change evenly (White 2016, "Sampling Generative Networks").
  ///
  /// A straight line between two samples of a high-dimensional prior passes closer to the origin than
  /// samples ever lie; the arc stays in their shell.
  case spherical

  /// Returns the point at `t` of the path from `start` (`t` = 0) to `end` (`t` = 1).
  ///
  /// Both points must have the same number of dimensions. If no arc is defined (an end at the origin, or both ends
  /// on one line through it), the spherical path is the straight one.
  public func point(from start: [Float], to end: [Float], at t: Double) -> [Float] {
    precondition(
      start.count == end.count,
      "the ends of a path must have the same number of dimensions, not \(start.count) and \(end.count)")
    let (atStart, atEnd) = weights(start, end, t)
    return zip(start, end).map { Float(atStart * Double($0) + atEnd * Double($1)) }
  }

  /// Returns `count` evenly spaced points from `start` to `end`, both included: `[count x latent]`, a row each.
  public func points(from start: [Float], to end: [Float], count: Int) -> [[Float]] {
    guard count > 1 else { return count == 1 ? [start] : [] }
    return (0..<count).map { point(from: start, to: end, at: Double($0) / Double(count - 1)) }
  }

  private func weights(_ start: [Float], _ end: [Float], _ t: Double) -> (Double, Double) {
    let straight = (1 - t, t)
    guard self == .spherical else { return straight }
    let lengths = (length(start), length(end))
    guard lengths.0 > 0, lengths.1 > 0 else { return straight }
    let dot = zip(start, end).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    let angle = acos(min(1, max(-1, dot / (lengths.0 * lengths.1))))
    let chord = sin(angle)
    guard chord > 1e-6 else { return straight }
    // The direction turns at a constant rate while the length changes linearly from one end's to the other's.
    let length = (1 - t) * lengths.0 + t * lengths.1
    return (
      sin((1 - t) * angle) / chord * length / lengths.0, sin(t * angle) / chord * length / lengths.1
    )
  }

  private func length(_ point: [Float]) -> Double {
    point.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
  }
}
