/// What a picture's values mean.
public enum Tone: Hashable, Sendable, CaseIterable {
  /// Brightness in 0...1, from black to white.
  case brightness

  /// A difference in -1...1: blue where negative, orange where positive, the background's colour at 0.
  ///
  /// Without colours the glyphs show the sign: those of plus where positive, of minus where negative.
  case signed

  /// A value's place on its colour map, in 0...1; NaN has that of 0.
  func position(_ value: Float) -> Float {
    switch self {
    case .brightness: value > 0 ? min(value, 1) : 0
    case .signed: value.isNaN ? 0.5 : (min(max(value, -1), 1) + 1) / 2
    }
  }
}
