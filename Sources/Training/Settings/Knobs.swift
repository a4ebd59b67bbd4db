/// What can be turned while training goes on, as it stands at some step.
public struct Knobs: Sendable, Equatable {
  /// Adam's step size, above 0.
  public var learningRate: Double
  /// The weight of the KL in the objective once it is warmed up, from 0.
  public var beta: Double
  /// How beta comes to its value.
  public var warmUp: WarmUp
  /// The nats of each latent dimension's KL that cost nothing, from 0.
  public var freeBits: Double

  /// The knobs as a run begins with them.
  public init(_ configuration: TrainingConfiguration) {
    learningRate = configuration.learningRate
    beta = configuration.beta
    warmUp = WarmUp(start: 0, epochs: configuration.warmUp)
    freeBits = configuration.freeBits
  }

  /// The knobs as they stand after so many steps, where `turns` are all that were made, oldest first.
  init(_ configuration: TrainingConfiguration, turns: [KnobTurn], atStep step: Int) {
    self.init(configuration)
    for turn in turns where turn.step <= step { apply(turn) }
  }

  /// The weight of the KL in the objective of a step, counted from 1.
  public func effectiveBeta(step: Int, stepsPerEpoch: Int) -> Double {
    let length = warmUp.epochs * stepsPerEpoch
    guard length > 0 else { return beta }
    return beta * min(1, max(0, Double(step - warmUp.start) / Double(length)))
  }

  /// Sets a knob to the value that it is turned to.
  public mutating func apply(_ turn: KnobTurn) {
    for row in Settings.knobs { row.turn(&self, to: turn.setting, step: turn.step) }
  }
}

/// Beta rising evenly from 0 to its value.
///
/// Source: Soenderby et al. 2016, arXiv 1602.02282, section 2.3.
public struct WarmUp: Sendable, Equatable {
  /// The steps that had been taken when it began.
  public var start: Int
  /// How many epochs it takes; 0 for none.
  public var epochs: Int
}
