/// Where the person at the keyboard is in the latent space, and which plane of it the map shows.
public struct LatentWalk: Sendable, Equatable {
  /// The latent point under the cursor: `[latent]`.
  public private(set) var cursor: [Float]
  /// The dimension that runs from left to right on the map.
  public private(set) var horizontal: Int
  /// The dimension that runs from bottom to top on the map; with one dimension the same as `horizontal`.
  public private(set) var vertical: Int
  /// The part of the plane that is shown.
  public private(set) var window = LatentWindow()

  /// At the origin of a space of `latentSize` dimensions, on the plane of the first two.
  public init(latentSize: Int) {
    cursor = Array(repeating: 0, count: latentSize)
    horizontal = 0
    vertical = min(1, latentSize - 1)
  }

  /// Whether there are two different axes to walk along.
  public var isPlane: Bool { cursor.count > 1 }
  /// The cursor's value on the horizontal axis.
  public var x: Double { Double(cursor[horizontal]) }
  /// The cursor's value on the vertical axis, 0 with one dimension.
  public var y: Double { isPlane ? Double(cursor[vertical]) : 0 }

  /// Walks by standard deviations of the prior divided by the zoom.
  ///
  /// The window follows where the cursor would leave it.
  mutating func move(right: Double, up: Double) {
    set(horizontal, Self.withinReach(x + right / window.zoom))
    if isPlane { set(vertical, Self.withinReach(y + up / window.zoom)) }
    followCursor()
  }

  /// Puts the cursor at `point`, `[latent]`, also beyond the reach of walking.
  mutating func jump(to point: [Float]) {
    for (dimension, value) in point.enumerated() where cursor.indices.contains(dimension) {
      set(dimension, Double(value))
    }
    followCursor()
  }

  mutating func zoom(by factor: Double) {
    window.zoom(by: factor, aroundX: x, y: y)
  }

  mutating func centerOnCursor() {
    window.move(toX: x, y: y)
  }

  /// Back to the origin with the whole plane in view.
  mutating func reset() {
    cursor = Array(repeating: 0, count: cursor.count)
    window = LatentWindow()
  }

  /// Makes the next or previous dimension that is not the other axis the horizontal one.
  mutating func turnHorizontal(by offset: Int) {
    horizontal = neighbour(of: horizontal, by: offset, avoiding: vertical)
    window.move(toX: x, y: y)
  }

  /// Makes the next or previous dimension that is not the other axis the vertical one.
  mutating func turnVertical(by offset: Int) {
    vertical = neighbour(of: vertical, by: offset, avoiding: horizontal)
    window.move(toX: x, y: y)
  }

  /// Makes a dimension the horizontal axis; the other axis takes its place where both would be the same.
  mutating func makeHorizontal(_ dimension: Int) {
    if dimension == vertical { vertical = horizontal }
    horizontal = dimension
    window.move(toX: x, y: y)
  }

  /// Makes a dimension the vertical axis; the other axis takes its place where both would be the same.
  mutating func makeVertical(_ dimension: Int) {
    if dimension == horizontal { horizontal = vertical }
    vertical = dimension
    window.move(toX: x, y: y)
  }

  /// The latent point at a place of the map, in fractions from its left and bottom edges: `[latent]`.
  func point(atX fractionX: Double, y fractionY: Double) -> [Float] {
    var point = cursor
    point[horizontal] = Float(window.value(atX: fractionX))
    if isPlane { point[vertical] = Float(window.value(atY: fractionY)) }
    return point
  }

  /// The cursor's point moved along a dimension to a quantile of the prior, in 0...1: `[latent]`.
  func point(along dimension: Int, at quantile: Double) -> [Float] {
    var point = cursor
    point[dimension] = Float(LatentWindow().value(atX: quantile))
    return point
  }

  private mutating func set(_ dimension: Int, _ value: Double) {
    // The codes of a model that has diverged are NaN; the cursor stays where it is.
    guard value.isFinite else { return }
    cursor[dimension] = Float(value)
  }

  private static func withinReach(_ value: Double) -> Double {
    min(LatentWindow.reach.upperBound, max(LatentWindow.reach.lowerBound, value))
  }

  private mutating func followCursor() {
    let shown = 0.0...1.0
    if !shown.contains(window.fraction(ofX: x)) || !shown.contains(window.fraction(ofY: y)) {
      centerOnCursor()
    }
  }

  private func neighbour(of dimension: Int, by offset: Int, avoiding other: Int) -> Int {
    guard cursor.count > 2 else { return dimension }
    var next = dimension
    repeat { next = (next + offset).wrapped(to: cursor.count) } while next == other
    return next
  }
}
