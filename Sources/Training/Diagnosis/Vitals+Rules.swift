import VAECore

// The rules. They look at the steps since the last turn of a knob, so that a trouble that is over is
// forgotten.
//
// Where the numbers come from: runs on all of MNIST and on its first 4,000 digits, with hidden layers of 512
// and 256, of 400 and of 64, 1 to 50 latents, batches of 32 to 512. What was measured stands beside each.
extension Vitals {
  /// Minimum number of steps before a verdict: a code takes a while to form, and to collapse.
  ///
  /// With beta 40 and 100 it collapses in 100 to 280 steps.
  private static let minSteps = 200
  /// Steps, and steps times learning rate, before which the aggregate posterior need not match the prior.
  ///
  /// Adam moves a weight by its learning rate at most. In small networks codes begin 4 to 8 away from the
  /// prior and take 400 to 900 steps of 0.001 to come near it.
  private static let settling = (steps: 500, travel: 1.0)
  /// KL in nats below which a code carries no information.
  ///
  /// Healthy codes had 1 and more, with beta 10; beta 20 leaves 0.25, which is hardly a code; beta 40 leaves
  /// 0.02.
  private static let minKL = 0.5
  /// The share of the images' variety below which all reconstructions are alike.
  ///
  /// Where codes are used it was 0.03 and more, except in the first 100 steps; with dead decoders 0.005
  /// and less.
  private static let minVariety = 0.01
  /// The weight of the KL below which the aggregate posterior need not match the prior.
  private static let minBeta = 0.3
  /// Maximum distance from the prior in a dimension, in nats; a mean of 2 or a variance of 8 is that far.
  ///
  /// It was 0.01 to 0.2 on all of MNIST, 0.7 with beta 0.3; in the small network 0.7, 1.3 with beta 0.5 and
  /// 2.0 with 0.3. With beta 0.02 it was 5, with beta 0 and 1/784 over 15; with 8 free bits a dimension 4,
  /// with 12 it was 6.
  private static let maxMisfit = 2.5
  /// The learning rate from which on it may be a cause by itself.
  ///
  /// 0.01 trains well everywhere; 0.02 leapt to 37,000 nats in its first steps; 0.05 and 0.1 killed decoders.
  private static let highRate = 0.02
  /// A loss so many times an untrained model's has leapt.
  ///
  /// Healthy runs stayed below 1; others leapt to 1.8 and to millions.
  private static let leap = 1.5
  /// How far the recent loss may be above the best: nats, and a share.
  ///
  /// Healthy runs went up by 4 nats of 140; a learning rate of 0.05 in mid-run made it 17 of 190 for good,
  /// 0.03 made it 50 of 168 for a while.
  private static let rise = (nats: 5.0, share: 0.06)

  /// The verdict on one check, regardless of the others.
  func verdict(on check: Diagnosis.Check) -> Diagnosis.Verdict {
    switch check {
    case .code: codeVerdict
    case .weight: weightVerdict
    case .learningRate: rateVerdict
    case .generalization: generalizationVerdict
    case .prior: priorVerdict
    case .range: rangeVerdict
    }
  }
}

// The code, and the weight of the KL.
extension Vitals {
  /// Minimum number of steps with the present knobs before a verdict.
  public var minSteps: Int {
    // With small batches, statistics of posteriors span many steps.
    max(Self.minSteps, 2 * recentSteps)
  }

  /// Minimum number of steps with the present knobs before a verdict on the prior: more with a smaller learning rate.
  public var minStepsToPrior: Int {
    let travel = (Self.settling.travel / knobs.learningRate).rounded(.up)
    return max(minSteps, Self.settling.steps, Int(min(1e15, travel)))
  }

  /// Whether there are enough steps with the present knobs.
  private var hasEnoughSteps: Bool { stepsAsIs >= minSteps }

  /// Whether all reconstructions were alike in a test that was late enough for a verdict.
  private var areReconstructionsAlike: Bool {
    guard let variety, stepsBeforeVariety >= minSteps else { return false }
    return variety < Self.minVariety
  }

  private var hasCollapsed: Bool {
    guard hasEnoughSteps, let recent, let latents, recent.loss.kl < Self.minKL else { return false }
    return latents.activeUnits == 0 || areReconstructionsAlike
  }

  private var codeVerdict: Diagnosis.Verdict {
    guard hasEnoughSteps, let recent, latents != nil else { return .tooEarly }
    if hasCollapsed { return .trouble(.collapse(kl: recent.loss.kl, latentSize: latentSize)) }
    if areReconstructionsAlike, let variety {
      return .trouble(.ignoredCode(kl: recent.loss.kl, variety: variety))
    }
    return .fine
  }

  private var weightVerdict: Diagnosis.Verdict {
    guard hasEnoughSteps, let recent, latents != nil else { return .tooEarly }
    let kl = recent.loss.kl
    // A mean over pixels in place of a sum makes the other term weigh as many times as much.
    func isAbout(_ value: Double) -> Bool { beta >= value / 2 && beta <= value * 2 }
    if hasCollapsed, beta > 1 {
      return isAbout(Double(pixels))
        ? .trouble(.meanReconstruction(beta: beta, pixels: pixels, kl: kl))
        : .trouble(.betaTooLarge(beta: beta, kl: kl))
    }
    if beta < Self.minBeta, let misfit = lastingMisfit {
      return isAbout(1 / Double(pixels))
        ? .trouble(.meanDivergence(beta: beta, pixels: pixels, misfit: misfit))
        : .trouble(.betaTooSmall(beta: beta, misfit: misfit))
    }
    return .fine
  }
}

// The prior.
extension Vitals {
  /// Whether there were enough steps for the aggregate posterior to match the prior.
  private var isSettled: Bool { stepsAsIs >= minStepsToPrior }

  /// The dimension that stays too far from the prior; nil if there is none.
  private var lastingMisfit: PriorMisfit? {
    guard isSettled, let misfit, misfit.distance > Self.maxMisfit else { return nil }
    return misfit
  }

  private var priorVerdict: Diagnosis.Verdict {
    guard isSettled, latents != nil else { return .tooEarly }
    if beta >= Self.minBeta, let misfit = lastingMisfit { return .trouble(.priorMissed(misfit)) }
    return .fine
  }
}

// The learning rate, and numbers out of range.
extension Vitals {
  /// The reconstruction loss of an untrained model.
  private var untrainedReconstruction: Double { Double(pixels) * untrainedLossPerPixel }

  /// The objective of an untrained model; free bits add to it.
  private var untrained: Double {
    let kls = [Double](repeating: 0, count: latentSize)
    return untrainedReconstruction
      + objective.weightedKL(0, dimensions: kls, beta: beta, freeBits: knobs.freeBits)
  }

  private func hasLeapt(_ point: LossPoint?) -> Bool {
    guard let point else { return false }
    return point.loss.reconstruction > Self.leap * untrainedReconstruction
  }

  private var isRateHigh: Bool { knobs.learningRate >= Self.highRate }

  /// Whether the recent loss is far above the best, and has not fallen since the learning rate was turned.
  private var isRising: Bool {
    guard let recent, let best else { return false }
    let margin = max(Self.rise.nats, Self.rise.share * abs(best.objective))
    guard recent.objective > best.objective + margin else { return false }
    guard let before = beforeRateTurn else { return true }
    return recent.objective > before.objective - (before.objective - best.objective) / 4
  }

  private var rateVerdict: Diagnosis.Verdict {
    let rate = knobs.learningRate
    if case .diverged(let end) = status {
      return .trouble(.divergence(step: end, learningRate: rate))
    }
    guard let recent else { return .tooEarly }
    // A log variance out of range makes the loss leap at any learning rate.
    let mayBeCause = isRateHigh || !clampsMatter
    let isDead = hasCollapsed || areReconstructionsAlike
    if mayBeCause, let peak, hasLeapt(peak), !hasLeapt(beforeRateTurn),
      recent.objective > untrained || isDead || isRising
    {
      return .trouble(
        .explosion(peak: peak.loss.reconstruction, step: peak.wholeStep, learningRate: rate))
    }
    if isRateHigh, isDead { return .trouble(.deadened(kl: recent.loss.kl, learningRate: rate)) }
    guard step >= minSteps, stepsSinceTurn >= recentSteps, let best else { return .tooEarly }
    if mayBeCause, isRising {
      return .trouble(
        .risingLoss(best: best.objective, recent: recent.objective, learningRate: rate))
    }
    return stepsSinceTurn >= minSteps ? .fine : .tooEarly
  }

  /// Whether log variances are clamped, or were and the loss is still high because of it.
  private var clampsMatter: Bool {
    guard let lastClampStep else { return false }
    return step - lastClampStep < minSteps || (recent?.objective ?? 0) > Self.leap * untrained
  }

  private var rangeVerdict: Diagnosis.Verdict {
    // A run that an earlier version saved does not say when.
    guard let lastClampStep else { return clampedLogVariances == 0 ? .fine : .tooEarly }
    guard clampsMatter else { return .fine }
    return .trouble(.clampedLogVariances(count: clampedLogVariances, lastStep: lastClampStep))
  }
}

// The test images.
extension Vitals {
  /// The number of tests in a row that make a verdict, which a single one does not.
  private static let testsInARow = 3
  /// Minimum number of tests with the present objective before a verdict on them.
  public static let minTests = testsInARow + 1
  /// How far the test loss must rise above the best: nats, and a share.
  private static let testRise = (nats: 1.0, share: 0.01)
  /// How far the test loss must be above the training loss, as a share.
  ///
  /// It was 0.02 after 20 epochs of all of MNIST, 0.2 to 0.5 where training on 200 images began to make the
  /// test loss rise.
  private static let testGap = 0.1

  private var generalizationVerdict: Diagnosis.Verdict {
    guard stepsAsIs >= 0, tests.count >= Self.minTests, let recent, let last = tests.last,
      let trainAtBestTest, let best = tests.min(by: { $0.objective < $1.objective })
    else { return .tooEarly }
    let limit = best.objective + max(Self.testRise.nats, Self.testRise.share * abs(best.objective))
    let hasRisen = tests.suffix(Self.testsInARow).allSatisfy { $0.objective > limit }
    let isApart = last.objective > recent.objective + Self.testGap * abs(recent.objective)
    return hasRisen && isApart && recent.objective < trainAtBestTest
      ? .trouble(
        .overfitting(
          train: recent.objective, test: last.objective, bestTest: best.objective, bestStep: best.wholeStep))
      : .fine
  }
}
