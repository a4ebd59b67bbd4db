/// The keyframes of training shown one after the other.
public struct Film: Sendable, Equatable {
  /// Seconds for which a keyframe is shown.
  private static let secondsEach = 0.25

  /// Whether it goes on by itself.
  public internal(set) var isPlaying = false
  private var elapsed = 0.0

  /// A film that stands still.
  public init() {}

  /// Advances the clock; returns by how many keyframes the film moves on.
  mutating func advance(by seconds: Double) -> Int {
    elapsed += seconds
    let keyframes = Int(min(1000, elapsed / Self.secondsEach))
    elapsed -= Double(keyframes) * Self.secondsEach
    return keyframes
  }
}
