/// A knob with the value that it is given.
public enum KnobSetting: Sendable, Equatable {
  /// Adam's step size.
  case learningRate(Double)
  /// The weight of the divergence.
  case beta(Double)
  /// Beta begins anew at 0 and rises to its value over so many epochs; 0 gives it its value at once.
  case warmUp(epochs: Int)
  /// Nats of each dimension's divergence that cost nothing.
  case freeBits(Double)
}

/// A knob that was turned, or is to be, at some step.
public struct KnobTurn: Sendable, Equatable {
  /// How many steps had been taken; the next has the new value.
  public var step: Int
  /// The knob and its value.
  public var setting: KnobSetting

  /// A turn after so many steps.
  public init(step: Int, setting: KnobSetting) {
    self.step = step
    self.setting = setting
  }
}

extension KnobSetting: LosslessStringConvertible {
  /// Such as `beta=4`, `learning-rate=0.0005`, `warm-up=2`, `free-bits=0.1`.
  public var description: String {
    switch self {
    case .learningRate(let value): "learning-rate=\(value)"
    case .beta(let value): "beta=\(value)"
    case .warmUp(let epochs): "warm-up=\(epochs)"
    case .freeBits(let value): "free-bits=\(value)"
    }
  }

  /// Reads a description; nothing where the knob is unknown or the value none that it can have.
  public init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "learning-rate":
      guard let value = TrainingConfiguration.learningRate(String(parts[1])) else { return nil }
      self = .learningRate(value)
    case "beta":
      guard let value = TrainingConfiguration.weight(String(parts[1])) else { return nil }
      self = .beta(value)
    case "warm-up":
      guard let epochs = Int(parts[1]), TrainingConfiguration.warmUps.contains(epochs) else { return nil }
      self = .warmUp(epochs: epochs)
    case "free-bits":
      guard let value = TrainingConfiguration.weight(String(parts[1])) else { return nil }
      self = .freeBits(value)
    default:
      return nil
    }
  }
}

extension KnobTurn: LosslessStringConvertible {
  /// Such as `1200:beta=4`.
  public var description: String { "\(step):\(setting)" }

  /// Reads a description; nothing where it is none.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let step = Int(parts[0]), TrainingConfiguration.turnSteps.contains(step),
      let setting = KnobSetting(String(parts[1]))
    else { return nil }
    self.init(step: step, setting: setting)
  }
}
