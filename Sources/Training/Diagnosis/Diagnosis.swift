/// What a run's figures say about it: a verdict for each thing that commonly goes wrong.
public struct Diagnosis: Sendable {
  /// What is looked at.
  public enum Check: Sendable, CaseIterable {
    /// Whether the code tells of the image.
    case code
    /// Whether the divergence has the right weight.
    case weight
    /// Whether the steps have the right size.
    case learningRate
    /// Whether what is learnt holds for other images.
    case generalization
    /// Whether codes are distributed as the prior.
    case prior
    /// Whether numbers stay within range.
    case range
  }

  /// What is found.
  public enum Verdict: Sendable, Equatable {
    /// There is too little to go by, as yet or in what was kept of the run.
    case tooEarly
    /// What there is to find follows from a trouble that another check has found.
    case explained
    /// Nothing is wrong.
    case fine
    /// Something is wrong, for all that the figures say.
    case trouble(Trouble)
  }

  /// The figures that it goes by.
  public let vitals: Vitals
  /// The verdict on each check.
  public let verdicts: [Check: Verdict]

  /// The troubles, in the order of the checks.
  public var troubles: [Trouble] {
    Check.allCases.compactMap { check in
      if case .trouble(let trouble) = verdicts[check] { trouble } else { nil }
    }
  }

  /// Looks a run's figures over.
  public init(_ vitals: Vitals) {
    self.vitals = vitals
    var verdicts: [Check: Verdict] = [:]
    for check in Check.allCases { verdicts[check] = vitals.verdict(on: check) }
    // A cause is named once: what follows from it is not looked at.
    for (cause, effects) in Self.effects {
      guard case .trouble = verdicts[cause] else { continue }
      for effect in effects { verdicts[effect] = .explained }
    }
    self.verdicts = verdicts
  }

  /// What each check that finds a trouble makes pointless to look at, the farthest reaching first.
  private static let effects: [(cause: Check, effects: [Check])] = [
    (.learningRate, [.code, .weight, .generalization, .prior, .range]),
    (.range, [.code, .weight, .generalization, .prior]),
    (.weight, [.code, .prior]),
    (.code, [.prior]),
  ]
}
