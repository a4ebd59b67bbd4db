import VAECore

/// The figures of a run from which its troubles are told; all losses in nats per image.
public struct Vitals: Sendable {
  /// What the run is doing.
  public let status: TrainingStatus
  /// How many steps have been taken.
  public let step: Int
  /// How many pixels an image has.
  public let pixels: Int
  /// What a model that knows nothing pays for a pixel, in nats.
  public let untrainedLossPerPixel: Double
  /// How many latent dimensions there are.
  public let latentSize: Int
  /// The knobs as they stand.
  public let knobs: Knobs
  /// The weight of the divergence now.
  public let beta: Double
  /// How many steps the figures of late are taken over: enough of them, and of images, that noise is small.
  public let recentSteps: Int
  /// How many steps were taken since the last knob was turned, or since the start.
  public let stepsSinceTurn: Int
  /// How many steps were taken since then and since beta came to its value; below 0 where it has yet to.
  public let stepsAsIs: Int
  /// Steps since the objective was another, through a knob or its warming up; below 0 while it is yet to be.
  public let stepsOfObjective: Int
  /// The mean of the training losses of late.
  public let recent: LossPoint?
  /// The lowest mean over as many steps, with the objective as it is.
  public let best: LossPoint?
  /// The mean over as many steps before the learning rate was turned last.
  public let beforeRateTurn: LossPoint?
  /// The highest reconstruction loss with the learning rate as it is, but for the first steps of the run.
  public let peak: LossPoint?
  /// The test losses with the objective as it is.
  public let tests: [LossPoint]
  /// The training loss at the lowest of them.
  public let trainAtBestTest: Double?
  /// What the posteriors were of late.
  public let latents: LatentStatistics?
  /// How much reconstructions differed in the last test, as a share of how much images do.
  public let variety: Double?
  /// How many steps before that test the last knob had been turned, or the run begun.
  public let stepsBeforeVariety: Int
  /// The dimension that is least like the prior, of those that tell of the image.
  public let misfit: PriorMisfit?
  /// How many log variances have been clamped so far.
  public let clampedLogVariances: Int
  /// The step after which one was clamped last, where one was and that is known.
  public let lastClampStep: Int?

  /// Steps and images that losses are averaged over: a mean of 40 batches of 128 strays by about a nat.
  private static let leastRecent = (steps: 40, images: 2_048)
  /// The steps at the start of a run that are anything: the first ones of Adam are all as large as can be.
  private static let firstSteps = 5

  /// The figures of a run as it is in a snapshot.
  public init(_ snapshot: TrainingSnapshot) {
    let record = snapshot.record
    status = snapshot.status
    // Of a run that has diverged the record is that of earlier weights.
    step = if case .diverged(let end) = status { max(record.step, end - 1) } else { record.step }
    pixels = snapshot.model.architecture.pixels
    untrainedLossPerPixel = snapshot.model.architecture.likelihood.untrainedLossPerPixel
    latentSize = snapshot.model.architecture.latentSize
    knobs = record.knobs
    beta = snapshot.effectiveBeta
    latents = record.latents
    misfit = record.latents.flatMap { PriorMisfit(greatestOf: $0) }
    clampedLogVariances = record.clampedLogVariances
    lastClampStep = record.lastClampStep

    let batchSize = max(1, snapshot.batchSize > 0 ? snapshot.batchSize : snapshot.configuration.batchSize)
    recentSteps = max(Self.leastRecent.steps, Self.leastRecent.images / batchSize)
    let turned = record.turns.last?.step ?? 0
    let rateTurned = record.turns.last { $0.setting.isKnob(of: Settings.learningRate) }?.step ?? 0
    let warmed = knobs.warmUp.epochs > 0 ? knobs.warmUp.end(stepsPerEpoch: snapshot.stepsPerEpoch) : 0
    stepsSinceTurn = step - turned
    stepsAsIs = step - max(turned, warmed)
    // With another weight of the divergence the objective was another; not so with another learning rate.
    let objectiveSet = max(
      record.turns.last { !$0.setting.isKnob(of: Settings.learningRate) }?.step ?? 0, warmed)
    stepsOfObjective = step - objectiveSet

    let curve = record.trainHistory.curve
    let length = Double(recentSteps)
    let windows = curve.points(after: Double(objectiveSet)).windows(of: length, from: Double(objectiveSet))
    // A point may stand for more steps than these.
    let recent = curve.points(after: max(Double(step) - length, Double(objectiveSet))).mean ?? curve.last
    self.recent = recent
    var means = windows
    if !windows.isEmpty, let recent { means.append(recent) }
    best = means.min { $0.objective < $1.objective }
    beforeRateTurn =
      rateTurned > objectiveSet
      ? curve.points(after: Double(rateTurned) - length).points(through: Double(rateTurned)).mean : nil
    peak = curve.points(after: Double(max(Self.firstSteps, rateTurned)))
      .max { $0.loss.reconstruction < $1.loss.reconstruction }

    let allTests = record.testHistory.curve
    variety = record.test?.variety
    stepsBeforeVariety = (record.test?.point.wholeStep ?? 0) - turned
    tests = Array(allTests.points(after: Double(objectiveSet)))
    let bestTest = tests.min { $0.objective < $1.objective }
    trainAtBestTest = bestTest.flatMap { test in
      windows.min { abs($0.step - test.step) < abs($1.step - test.step) }?.objective
    }
  }
}

extension WarmUp {
  /// The step after which beta has its value.
  fileprivate func end(stepsPerEpoch: Int) -> Int { start + epochs * stepsPerEpoch }
}
