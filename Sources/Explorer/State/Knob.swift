import Training

/// A knob of training as the keyboard turns it: from one round value to the next.
public enum Knob: Sendable, Equatable, CaseIterable {
  case learningRate, beta, warmUp, freeBits

  /// The setting one value further up or down than the knobs stand; nil at the end of the scale.
  func setting(turned up: Bool, from knobs: Knobs) -> KnobSetting? {
    switch self {
    case .learningRate:
      Self.neighbour(of: knobs.learningRate, in: Self.learningRates, up: up).map { .learningRate($0) }
    case .beta:
      Self.neighbour(of: knobs.beta, in: Self.betas, up: up).map { .beta($0) }
    case .warmUp:
      Self.neighbour(of: Double(knobs.warmUp.epochs), in: Self.warmUps, up: up).map {
        .warmUp(epochs: Int($0))
      }
    case .freeBits:
      Self.neighbour(of: knobs.freeBits, in: Self.freeNats, up: up).map { .freeBits($0) }
    }
  }

  private static let learningRates = roundNumbers(-6...0)
  private static let betas = [0] + roundNumbers(-3...3)
  private static let warmUps: [Double] = [0, 1, 2, 5, 10, 20, 50, 100]
  private static let freeNats = [0] + roundNumbers(-2...1)

  private static func neighbour(of value: Double, in scale: [Double], up: Bool) -> Double? {
    // A value that was typed need not be on the scale.
    up ? scale.first { $0 > value * (1 + 1e-9) } : scale.last { $0 < value * (1 - 1e-9) }
  }

  /// 1, 2 and 5 times each power of ten, rising.
  private static func roundNumbers(_ powers: ClosedRange<Int>) -> [Double] {
    powers.flatMap { power in
      [1, 2, 5].map { digit in
        // Dividing gives the number nearest to what is written: 0.002, not 0.002 and a little.
        let scale = (0..<abs(power)).reduce(1.0) { scale, _ in scale * 10 }
        return power < 0 ? digit / scale : digit * scale
      }
    }
  }
}
