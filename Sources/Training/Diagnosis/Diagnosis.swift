/// A verdict on each thing that commonly goes wrong with a run.
public struct Diagnosis: Sendable {
  /// What can be checked.
  public enum Check: Sendable, CaseIterable {
    /// Whether the code carries information about the image.
    case code
    /// Whether the KL has the right weight.
    case weight
    /// Whether the steps have the right size.
    case learningRate
    /// Whether the model generalizes to other images.
    case generalization
    /// Whether the aggregate posterior matches the prior.
    case prior
    /// Whether numbers stay within range.
    case range
  }

  /// The outcome of a check.
  public enum Verdict: Sendable, Equatable {
    /// Too few steps so far, or too little was saved of the run.
    case tooEarly
    /// The finding follows from a trouble that another check found.
    case explained
    /// Nothing is wrong.
    case fine
    /// Something is wrong, as far as the figures show.
    case trouble(Trouble)
  }

  /// The figures that the verdicts follow from.
  public let vitals: Vitals
  /// The verdict on each check.
  public let verdicts: [Check: Verdict]

  /// The troubles, in the order of the checks.
  public var troubles: [Trouble] {
    Check.allCases.compactMap { check in
      if case .trouble(let trouble) = verdicts[check] { trouble } else { nil }
    }
  }

  /// The diagnosis of a run's figures.
  public init(_ vitals: Vitals) {
    self.vitals = vitals
    var verdicts: [Check: Verdict] = [:]
    for check in Check.allCases { verdicts[check] = vitals.verdict(on: check) }
    // A cause is named once, not again by its effects.
    for (cause, effects) in Self.effects {
      guard case .trouble = verdicts[cause] else { continue }
      for effect in effects { verdicts[effect] = .explained }
    }
    self.verdicts = verdicts
  }

  /// The checks that a trouble explains, the one with the most effects first.
  private static let effects: [(cause: Check, effects: [Check])] = [
    (.learningRate, [.code, .weight, .generalization, .prior, .range]),
    (.range, [.code, .weight, .generalization, .prior]),
    (.weight, [.code, .prior]),
    (.code, [.prior]),
  ]
}
