// The rules. They go by the steps since the last knob was turned, so that a trouble that is over is
// forgotten.
//
// Where the numbers come from: runs on all of MNIST and on its first 4,000 digits, with hidden layers of 512
// and 256, of 400 and of 64, 1 to 50 latents, batches of 32 to 512. What was seen is told beside each.
extension Vitals {
  /// Steps before which nothing is said: a code takes a while to form, and to be pressed flat.
  ///
  /// Beta 40 and 100 press it flat in 100 to 280 steps.
  private static let leastSteps = 200
  /// Steps, and steps times learning rate, before which codes need not have come to the prior.
  ///
  /// Adam moves a weight by its learning rate at most. In small networks codes begin 4 to 8 away from the
  /// prior and take 400 to 900 steps of 0.001 to come near it.
  private static let settling = (steps: 500, travel: 1.0)
  /// Nats below which a code tells nothing.
  ///
  /// Healthy codes had 1 and more, with beta 10; beta 20 leaves 0.25, which is hardly a code; beta 40 leaves
  /// 0.02.
  private static let leastKL = 0.5
  /// The share of the images' variety below which all reconstructions are alike.
  ///
  /// Where codes are used it was 0.03 and more, but for the first 100 steps; with dead decoders 0.005 and
  /// less.
  private static let leastVariety = 0.01
  /// Below so much weight codes need not keep to the prior.
  private static let leastBeta = 0.3
  /// How far codes may stay from the prior in a dimension, in nats; so far is a mean of 2 or a variance of 8.
  ///
  /// It was 0.01 to 0.2 on all of MNIST, 0.7 with beta 0.3; in the small network 0.7, 1.3 with beta 0.5 and
  /// 2.0 with 0.3. With beta 0.02 it was 5, with beta 0 and 1/784 over 15; with 8 free bits a dimension 4,
  /// with 12 it was 6.
  private static let greatestMisfit = 2.5
  /// A learning rate that may be a cause by itself.
  ///
  /// 0.01 trains well everywhere; 0.02 leapt to 37,000 nats in its first steps; 0.05 and 0.1 killed decoders.
  private static let highRate = 0.02
  /// How many times as high as an untrained model's a loss is that has leapt.
  ///
  /// Healthy runs stayed below 1; others leapt to 1.8 and to millions.
  private static let leap = 1.5
  /// How far above the best the loss of late may be: nats, and a share.
  ///
  /// Healthy runs went up by 4 nats of 140; a learning rate of 0.05 in mid-run made it 17 of 190 for good,
  /// 0.03 made it 50 of 168 for a while.
  private static let rise = (nats: 5.0, share: 0.06)

  /// The verdict on one check, whatever the others are.
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

// The code, and the weight of the divergence.
extension Vitals {
  /// Steps with the knobs as they are before which nothing is said.
  public var leastSteps: Int {
    // Where batches are small, what is known of posteriors is of many steps.
    max(Self.leastSteps, 2 * recentSteps)
  }

  /// Steps with the knobs as they are before which codes need not have come to the prior: the more, the smaller they
  /// are.
  public var leastStepsToPrior: Int {
    let travel = (Self.settling.travel / knobs.learningRate).rounded(.up)
    return max(leastSteps, Self.settling.steps, Int(min(1e15, travel)))
  }

  /// Whether there are steps enough with the knobs as they are.
  private var isTold: Bool { stepsAsIs >= leastSteps }

  /// Whether all reconstructions were alike in a test that was late enough to tell.
  private var areReconstructionsAlike: Bool {
    guard let variety, stepsBeforeVariety >= leastSteps else { return false }
    return variety < Self.leastVariety
  }

  private var hasCollapsed: Bool {
    guard isTold, let recent, let latents, recent.loss.kl < Self.leastKL else { return false }
    return latents.activeUnits == 0 || areReconstructionsAlike
  }

  private var codeVerdict: Diagnosis.Verdict {
    guard isTold, let recent, latents != nil else { return .tooEarly }
    if hasCollapsed { return .trouble(.collapse(kl: recent.loss.kl, latentSize: latentSize)) }
    if areReconstructionsAlike, let variety {
      return .trouble(.ignoredCode(kl: recent.loss.kl, variety: variety))
    }
    return .fine
  }

  private var weightVerdict: Diagnosis.Verdict {
    guard isTold, let recent, latents != nil else { return .tooEarly }
    let kl = recent.loss.kl
    // A mean over pixels in place of a sum makes the other term weigh as many times as much.
    func isAbout(_ value: Double) -> Bool { beta >= value / 2 && beta <= value * 2 }
    if hasCollapsed, beta > 1 {
      return isAbout(Double(pixels))
        ? .trouble(.meanReconstruction(beta: beta, pixels: pixels, kl: kl))
        : .trouble(.betaTooLarge(beta: beta, kl: kl))
    }
    if beta < Self.leastBeta, let misfit = lastingMisfit {
      return isAbout(1 / Double(pixels))
        ? .trouble(.meanDivergence(beta: beta, pixels: pixels, misfit: misfit))
        : .trouble(.betaTooSmall(beta: beta, misfit: misfit))
    }
    return .fine
  }
}

// The prior.
extension Vitals {
  /// Whether codes have had the time to come to the prior.
  private var isSettled: Bool { stepsAsIs >= leastStepsToPrior }

  /// The dimension that stays too far from the prior, where there is one.
  private var lastingMisfit: PriorMisfit? {
    guard isSettled, let misfit, misfit.distance > Self.greatestMisfit else { return nil }
    return misfit
  }

  private var priorVerdict: Diagnosis.Verdict {
    guard isSettled, latents != nil else { return .tooEarly }
    if beta >= Self.leastBeta, let misfit = lastingMisfit { return .trouble(.priorMissed(misfit)) }
    return .fine
  }
}

// The learning rate, and numbers out of range.
extension Vitals {
  /// The reconstruction loss of a model that knows nothing.
  private var untrainedReconstruction: Double { Double(pixels) * untrainedLossPerPixel }

  /// The objective of such a model; free bits let some of it stand.
  private var untrained: Double {
    untrainedReconstruction + beta * knobs.freeBits * Double(latentSize)
  }

  private func hasLeapt(_ point: LossPoint?) -> Bool {
    guard let point else { return false }
    return point.loss.reconstruction > Self.leap * untrainedReconstruction
  }

  private var isRateHigh: Bool { knobs.learningRate >= Self.highRate }

  /// Whether the loss of late is far above the best, and not on its way down since the rate was turned.
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
    // A log variance out of range makes the loss leap whatever the learning rate is.
    let mayBeCause = isRateHigh || !clampsMatter
    let isDead = hasCollapsed || areReconstructionsAlike
    if mayBeCause, let peak, hasLeapt(peak), !hasLeapt(beforeRateTurn),
      recent.objective > untrained || isDead || isRising
    {
      return .trouble(
        .explosion(peak: peak.loss.reconstruction, step: peak.wholeStep, learningRate: rate))
    }
    if isRateHigh, isDead { return .trouble(.deadened(kl: recent.loss.kl, learningRate: rate)) }
    guard step >= leastSteps, stepsSinceTurn >= recentSteps, let best else { return .tooEarly }
    if mayBeCause, isRising {
      return .trouble(
        .risingLoss(best: best.objective, recent: recent.objective, learningRate: rate))
    }
    return stepsSinceTurn >= leastSteps ? .fine : .tooEarly
  }

  /// Whether log variances are clamped, or were and the loss is as high as that makes it.
  private var clampsMatter: Bool {
    guard let lastClampStep else { return false }
    return step - lastClampStep < leastSteps || (recent?.objective ?? 0) > Self.leap * untrained
  }

  private var rangeVerdict: Diagnosis.Verdict {
    // A run that an earlier version kept does not say when.
    guard let lastClampStep else { return clampedLogVariances == 0 ? .fine : .tooEarly }
    guard clampsMatter else { return .fine }
    return .trouble(.clampedLogVariances(count: clampedLogVariances, lastStep: lastClampStep))
  }
}

// The test images.
extension Vitals {
  /// So many tests in a row tell more than a stray one.
  private static let testsInARow = 3
  /// Tests with the objective as it is before which nothing is said of them.
  public static let leastTests = testsInARow + 1
  /// How far above the best the test loss has risen: nats, and a share.
  private static let testRise = (nats: 1.0, share: 0.01)
  /// How far the test loss is above the training loss, as a share.
  ///
  /// It was 0.02 after 20 epochs of all of MNIST, 0.2 to 0.5 where training on 200 images began to make the
  /// test loss rise.
  private static let testGap = 0.1

  private var generalizationVerdict: Diagnosis.Verdict {
    guard stepsAsIs >= 0, tests.count >= Self.leastTests, let recent, let last = tests.last,
      let trainAtBestTest, let best = tests.min(by: { $0.objective < $1.objective })
    else { return .tooEarly }
    let least = best.objective + max(Self.testRise.nats, Self.testRise.share * abs(best.objective))
    let hasRisen = tests.suffix(Self.testsInARow).allSatisfy { $0.objective > least }
    let isApart = last.objective > recent.objective + Self.testGap * abs(recent.objective)
    return hasRisen && isApart && recent.objective < trainAtBestTest
      ? .trouble(
        .overfitting(
          train: recent.objective, test: last.objective, bestTest: best.objective, bestStep: best.wholeStep))
      : .fine
  }
}
