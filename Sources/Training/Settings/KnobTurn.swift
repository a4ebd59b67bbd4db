/// A knob with the value that it is set to.
///
/// What a knob is called, which values it has and what a turn does is in its row of `Settings`.
public enum KnobSetting: Sendable, Equatable {
  /// Adam's step size.
  case learningRate(Double)
  /// The weight of the KL.
  case beta(Double)
  /// Beta begins anew at 0 and rises to its value over so many epochs; with 0 it has its value at once.
  case warmUp(epochs: Int)
  /// Nats of each latent dimension's KL that cost nothing.
  case freeBits(Double)
}

extension KnobSetting {
  /// The row of the knob, with its value as it is typed.
  private var typed: (row: any SettingRow, value: String) {
    for row in Settings.knobs {
      if let value = row.text(self) { return (row, value) }
    }
    preconditionFailure("a knob without a row in the table of settings")
  }

  /// The knob's name, as it is typed: `learning-rate`.
  public var name: String { typed.row.option }

  /// Whether the knob is that of a setting.
  package func isKnob(of setting: any SettingRow) -> Bool { typed.row.key == setting.key }
}

extension KnobSetting: LosslessStringConvertible {
  /// Such as `beta=4`, `learning-rate=0.0005`, `warm-up=2`, `free-bits=0.1`.
  public var description: String {
    let (row, value) = typed
    return "\(row.option)=\(value)"
  }

  /// Reads a description; nil where there is no such knob, or where it cannot have the value.
  public init?(_ description: String) {
    let parts = description.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let row = Settings.knobs.first(where: { $0.option == parts[0] }),
      let setting = row.knobSetting(String(parts[1]))
    else { return nil }
    self = setting
  }
}

/// A knob that was turned, or is to be, at some step.
public struct KnobTurn: Sendable, Equatable {
  /// The steps after which a knob can be turned.
  public static let steps = 0...1 << 40

  /// How many steps had been taken; the next has the new value.
  public let step: Int
  /// The knob and its value.
  public let setting: KnobSetting

  /// A turn after so many steps.
  public init(step: Int, setting: KnobSetting) {
    self.step = step
    self.setting = setting
  }
}

extension KnobTurn: LosslessStringConvertible {
  /// Such as `1200:beta=4`.
  public var description: String { "\(step):\(setting)" }

  /// Reads a description; nil where it is none.
  public init?(_ description: String) {
    let parts = description.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let step = Int(parts[0]), Self.steps.contains(step),
      let setting = KnobSetting(String(parts[1]))
    else { return nil }
    self.init(step: step, setting: setting)
  }
}
