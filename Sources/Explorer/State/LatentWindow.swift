import Analysis

/// The part of a latent plane that the map shows, measured in quantiles of the prior.
///
/// Equal distances on the map are equal shares of the prior's probability, so that the whole plane fits and the
/// middle, where codes crowd, has the most room (Kingma and Welling 2013, arXiv 1312.6114, figure 4).
public struct LatentWindow: Sendable, Equatable {
  /// The latent values that can be reached, in standard deviations of the prior.
  public static let reach: ClosedRange<Double> = -4...4
  /// The maximum zoom.
  public static let maxZoom = 64.0

  /// The quantile in the middle of the map, in 0...1.
  public private(set) var center: (x: Double, y: Double) = (0.5, 0.5)
  /// How many times larger than the whole plane things are drawn, from 1.
  public private(set) var zoom = 1.0

  /// The whole plane.
  public init() {}

  /// The share of each axis that is shown, in 0...1.
  var extent: Double { 1 / zoom }

  /// The latent value at a place of the map; `fraction` goes from 0 at the left or bottom edge to 1.
  func value(atX fraction: Double) -> Double { Self.value(center.x, extent, fraction) }
  func value(atY fraction: Double) -> Double { Self.value(center.y, extent, fraction) }

  /// Where on the map a latent value lies: in 0...1 where it is shown, beyond where it is not.
  func fraction(ofX value: Double) -> Double {
    (StandardNormal.cumulative(value) - center.x) / extent + 0.5
  }
  func fraction(ofY value: Double) -> Double {
    (StandardNormal.cumulative(value) - center.y) / extent + 0.5
  }

  /// Makes things `factor` times larger around the latent point (`x`, `y`), which keeps its place in the middle.
  mutating func zoom(by factor: Double, aroundX x: Double, y: Double) {
    zoom = min(Self.maxZoom, max(1, zoom * factor))
    move(toX: x, y: y)
  }

  /// Puts the latent point (`x`, `y`) in the middle, as far as the plane's edges allow.
  mutating func move(toX x: Double, y: Double) {
    center = (clamped(StandardNormal.cumulative(x)), clamped(StandardNormal.cumulative(y)))
  }

  private func clamped(_ quantile: Double) -> Double {
    min(1 - extent / 2, max(extent / 2, quantile))
  }

  private static func value(_ center: Double, _ extent: Double, _ fraction: Double) -> Double {
    let value = StandardNormal.quantile(center + (fraction - 0.5) * extent)
    return min(reach.upperBound, max(reach.lowerBound, value))
  }

  /// Windows are the same when they show the same part.
  public static func == (left: LatentWindow, right: LatentWindow) -> Bool {
    left.center == right.center && left.zoom == right.zoom
  }
}
