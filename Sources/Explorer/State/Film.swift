/// The kept moments of training shown one after the other.
public struct Film: Sendable, Equatable {
  /// Seconds for which a moment is shown.
  private static let secondsEach = 0.25

  /// Whether it goes on by itself.
  public internal(set) var isPlaying = false
  private var elapsed = 0.0

  /// A film that stands still.
  public init() {}

  /// Lets time go by, and tells how many moments on the film is.
  mutating func advance(by seconds: Double) -> Int {
    elapsed += seconds
    let moments = Int(min(1000, elapsed / Self.secondsEach))
    elapsed -= Double(moments) * Self.secondsEach
    return moments
  }
}
