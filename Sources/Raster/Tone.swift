/// What a picture's values mean, and so which colours show them.
public enum Tone: Hashable, Sendable, CaseIterable {
  /// Brightness in 0...1, from black to white.
  case grey

  /// A difference in -1...1: blue where negative, black at 0, red where positive.
  ///
  /// Without colour it is drawn as the size of the difference, from dark to bright.
  case signed

  /// A value's place among the 256 steps of the tone's range; NaN counts as 0.
  func step(_ value: Float) -> Int {
    switch self {
    case .grey: Self.step(fraction: value)
    case .signed: Self.step(fraction: value.isNaN ? 0.5 : (value + 1) / 2)
    }
  }

  /// The value in the middle of one of the 256 steps; the inverse of `step` to its precision.
  func value(ofStep step: Int) -> Float {
    switch self {
    case .grey: Float(step) / 255
    case .signed: Float(step) / 127.5 - 1
    }
  }

  private static func step(fraction: Float) -> Int {
    fraction > 0 ? Int(min(fraction, 1) * 255 + 0.5) : 0
  }
}
