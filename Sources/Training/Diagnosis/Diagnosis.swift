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
    /// There is too little to go by yet.
    case tooEarly
    case fine
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
    // One cause is named once: a run that has gone off its way says nothing about code and prior.
    if case .trouble(let trouble) = verdicts[.learningRate] {
      let isOff = if case .risingLoss = trouble { false } else { true }
      if isOff {
        for check in [Check.code, .weight, .generalization, .prior] { verdicts[check] = .tooEarly }
      }
    }
    if case .trouble = verdicts[.weight] {
      verdicts[.code] = .tooEarly
      verdicts[.prior] = .tooEarly
    }
    if case .trouble = verdicts[.code] { verdicts[.prior] = .tooEarly }
    self.verdicts = verdicts
  }
}

// The rules. Their numbers are such that a healthy run is never alarmed; the tests run one of each kind.
extension Vitals {
  /// Before so many steps nothing is said: a code takes a while to form.
  private static let leastSteps = 200
  /// Nats below which a code tells nothing.
  private static let leastKL = 0.5
  /// The share of the images' variety below which all reconstructions are alike.
  private static let leastVariety = 0.02
  /// Below so much weight codes need not keep to the prior.
  private static let leastBeta = 0.3
  /// How far codes may be from the prior in one dimension, in nats.
  private static let greatestMisfit = 0.5

  fileprivate func verdict(on check: Diagnosis.Check) -> Diagnosis.Verdict {
    switch check {
    case .code: code
    case .weight: weight
    case .learningRate: rate
    case .generalization: generalization
    case .prior: prior
    case .range: range
    }
  }

  /// Whether there are steps enough to go by.
  private var isTold: Bool { step >= Self.leastSteps }

  private var hasCollapsed: Bool {
    guard let recent, let latents else { return false }
    return recent.loss.kl < Self.leastKL && latents.activeUnits == 0
  }

  /// The dimension that is too far from the prior, where there is one.
  private var greatMisfit: PriorMisfit? {
    misfit.flatMap { $0.distance > Self.greatestMisfit ? $0 : nil }
  }

  private var code: Diagnosis.Verdict {
    guard isTold, !isWarmingUp, let recent else { return .tooEarly }
    if hasCollapsed { return .trouble(.collapse(kl: recent.loss.kl, latentSize: latentSize)) }
    if let variety, variety < Self.leastVariety {
      return .trouble(.ignoredCode(kl: recent.loss.kl, variety: variety))
    }
    return .fine
  }

  private var weight: Diagnosis.Verdict {
    guard isTold, !isWarmingUp, let recent else { return .tooEarly }
    let pixels = Double(pixels)
    if hasCollapsed, beta >= pixels / 2 {
      return .trouble(.meanReconstruction(beta: beta, pixels: self.pixels, kl: recent.loss.kl))
    }
    if hasCollapsed, beta > 1 {
      return .trouble(.betaTooLarge(beta: beta, kl: recent.loss.kl))
    }
    if beta < Self.leastBeta, let misfit = greatMisfit {
      return beta > 0 && beta <= 2 / pixels
        ? .trouble(.meanDivergence(beta: beta, pixels: self.pixels, misfit: misfit))
        : .trouble(.betaTooSmall(beta: beta, misfit: misfit))
    }
    return .fine
  }

  private var rate: Diagnosis.Verdict {
    if case .diverged(let step) = status {
      return .trouble(.divergence(step: step, learningRate: knobs.learningRate))
    }
    guard let recent else { return .tooEarly }
    let untrained = Double(pixels) * 0.6931471805599453
    if let peak, peak.objective > 1.5 * untrained, recent.objective > 0.4 * untrained || hasCollapsed {
      return .trouble(
        .explosion(peak: peak.objective, step: Int(peak.step), learningRate: knobs.learningRate))
    }
    guard isTold, let best else { return .tooEarly }
    if recent.objective > best.objective + max(5, 0.1 * abs(best.objective)) {
      return .trouble(
        .risingLoss(best: best.objective, recent: recent.objective, learningRate: knobs.learningRate))
    }
    return .fine
  }

  private var generalization: Diagnosis.Verdict {
    guard !isWarmingUp, tests.count >= 3, let recent, let last = tests.last, let trainAtBestTest,
      let best = tests.min(by: { $0.objective < $1.objective })
    else { return .tooEarly }
    let hasRisen = last.objective > best.objective + max(1, 0.02 * best.objective)
    let isApart = last.objective > 1.1 * recent.objective && recent.objective < trainAtBestTest
    return hasRisen && isApart
      ? .trouble(
        .overfitting(
          train: recent.objective, test: last.objective, bestTest: best.objective, bestStep: Int(best.step)))
      : .fine
  }

  private var prior: Diagnosis.Verdict {
    guard isTold, !isWarmingUp, latents != nil else { return .tooEarly }
    if beta >= Self.leastBeta, let misfit = greatMisfit { return .trouble(.priorMissed(misfit)) }
    return .fine
  }

  private var range: Diagnosis.Verdict {
    guard let lastClampStep, step - lastClampStep < Self.leastSteps else { return .fine }
    return .trouble(.clampedLogVariances(count: clampedLogVariances, lastStep: lastClampStep))
  }
}
