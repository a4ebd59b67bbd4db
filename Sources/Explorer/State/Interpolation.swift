import Analysis

/// One end of an interpolation.
public enum Endpoint: Sendable, Equatable {
  /// A latent point: `[latent]`.
  case point([Float])
  /// The posterior mean of a test image, by its number.
  case testImage(Int)
}

/// A path between two ends and the place on it that is looked at.
public struct Interpolation: Sendable, Equatable {
  /// Seconds that the animation takes from one end to the other.
  static let secondsOneWay = 3.0

  /// Where the path starts.
  public var start: Endpoint = .testImage(0)
  /// Where it ends.
  public var end: Endpoint = .testImage(1)
  /// Which way it takes.
  public var path: LatentPath = .linear
  /// Whether the place moves by itself.
  public var isPlaying = true
  /// Seconds of animation so far; the place goes there and back in twice `secondsOneWay`.
  public private(set) var elapsed = 0.0

  /// From the first test image to the second.
  public init() {}

  /// The place on the path: 0 at the start, 1 at the end.
  public var position: Double {
    let phase = (elapsed / Self.secondsOneWay).truncatingRemainder(dividingBy: 2)
    return phase <= 1 ? phase : 2 - phase
  }

  mutating func advance(by seconds: Double) {
    if isPlaying { elapsed += seconds }
  }

  /// Stops the animation and moves by a share of the path.
  mutating func step(by share: Double) {
    hold(at: min(1, max(0, position + share)))
  }

  /// Stops the animation at a place on the path.
  mutating func hold(at position: Double) {
    isPlaying = false
    elapsed = position * Self.secondsOneWay
  }

  mutating func togglePath() {
    path = path == .linear ? .spherical : .linear
  }
}
