import VAECore

/// The figures of a run that its diagnosis goes by; all losses in nats per image.
public struct Vitals: Sendable {
  /// What the run is doing.
  public let status: TrainingStatus
  /// How many steps have been taken.
  public let step: Int
  /// How many pixels an image has.
  public let pixels: Int
  /// The reconstruction loss of an untrained model for a pixel, in nats.
  public let untrainedLossPerPixel: Double
  /// What the run minimizes.
  public let objective: Objective
  /// How many latent dimensions there are.
  public let latentSize: Int
  /// The knobs as they stand.
  public let knobs: Knobs
  /// The weight of the KL now.
  public let beta: Double
  /// The number of steps that recent figures are means over: enough steps and images that noise is small.
  public let recentSteps: Int
  /// How many steps were taken since the last knob was turned, or since the start.
  public let stepsSinceTurn: Int
  /// How many steps were taken since then and since the end of the warm-up; negative before that end.
  public let stepsAsIs: Int
  /// Steps since the objective last changed, by a knob or a warm-up; negative before the end of a warm-up.
  public let stepsOfObjective: Int
  /// The mean of the recent training losses.
  public let recent: LossPoint?
  /// The lowest mean over as many steps, with the present objective.
  public let best: LossPoint?
  /// The mean over as many steps before the last turn of the learning rate.
  public let beforeRateTurn: LossPoint?
  /// The highest reconstruction loss with the present learning rate, except in the first steps of the run.
  public let peak: LossPoint?
  /// The test losses with the present objective.
  public let tests: [LossPoint]
  /// The training loss at the lowest test loss.
  public let trainAtBestTest: Double?
  /// Statistics of the recent posteriors.
  public let latents: LatentStatistics?
  /// How much reconstructions differed in the last test, as a share of how much the images do.
  public let variety: Double?
  /// How many steps were taken between the last turn, or the start of the run, and that test.
  public let stepsBeforeVariety: Int
  /// The active dimension whose aggregate posterior is furthest from the prior.
  public let misfit: PriorMisfit?
  /// How many log variances have been clamped so far.
  public let clampedLogVariances: Int
  /// The step after which one was clamped last; nil if none was, or if that is not known.
  public let lastClampStep: Int?

  /// The minimum of steps and images that losses are averaged over: a mean of 40 batches of 128 strays by about a nat.
  private static let minRecent = (steps: 40, images: 2_048)
  /// Steps at the start of a run that are left out: the first steps of Adam all have maximum size.
  private static let firstSteps = 5

  /// The figures of a run as it is in a snapshot.
  public init(_ snapshot: TrainingSnapshot) {
    let record = snapshot.record
    status = snapshot.status
    // Of a run that has diverged the record is that of earlier weights.
    step = if case .diverged(let end) = status { max(record.step, end - 1) } else { record.step }
    pixels = snapshot.model.architecture.pixels
    untrainedLossPerPixel = snapshot.model.architecture.likelihood.untrainedLossPerPixel
    objective = snapshot.configuration.objective
    latentSize = snapshot.model.architecture.latentSize
    knobs = record.knobs
    beta = snapshot.effectiveBeta
    latents = record.latents
    misfit = record.latents.flatMap { PriorMisfit(worstOf: $0) }
    clampedLogVariances = record.clampedLogVariances
    lastClampStep = record.lastClampStep

    let batchSize = max(1, snapshot.batchSize > 0 ? snapshot.batchSize : snapshot.configuration.batchSize)
    recentSteps = max(Self.minRecent.steps, Self.minRecent.images / batchSize)
    let turned = record.turns.last?.step ?? 0
    let rateTurned = record.turns.last { $0.setting.isKnob(of: Settings.learningRate) }?.step ?? 0
    let warmed = knobs.warmUp.epochs > 0 ? knobs.warmUp.end(stepsPerEpoch: snapshot.stepsPerEpoch) : 0
    stepsSinceTurn = step - turned
    stepsAsIs = step - max(turned, warmed)
    // Another weight of the KL makes another objective; another learning rate does not.
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
