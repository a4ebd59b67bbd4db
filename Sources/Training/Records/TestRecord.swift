import VAECore

/// A test on all test images.
public struct TestRecord: Sendable, Equatable {
  /// The epoch after which it was made.
  public let epoch: Int
  /// The weight of the KL in the objective at that step.
  public let beta: Double
  /// The loss at the step of the test, with the objective of that time.
  public let point: LossPoint
  /// How much reconstructions differ from image to image, as a share of how much the images do.
  public let variety: Double

  init(epoch: Int, beta: Double, point: LossPoint, variety: Double) {
    self.epoch = epoch
    self.beta = beta
    self.point = point
    self.variety = variety
  }

  /// The test of an evaluation after `step` steps, with the objective of the run and the knobs of that step.
  public init(
    _ result: EvaluationResult, _ objective: Objective, epoch: Int, step: Int, knobs: Knobs,
    stepsPerEpoch: Int
  ) {
    let beta = knobs.effectiveBeta(step: step, stepsPerEpoch: stepsPerEpoch)
    let weightedKL = objective.weightedKL(
      result.loss.kl, dimensions: result.latents.kls, beta: beta, freeBits: knobs.freeBits)
    self.init(
      epoch: epoch, beta: beta,
      point: LossPoint(step: Double(step), loss: result.loss, weightedKL: weightedKL),
      variety: result.variety)
  }
}
