/// What came of one training step.
public struct StepResult: Sendable, Equatable {
  /// The loss of the batch before the update, in nats per image.
  public let loss: Loss
  /// The divergence as the objective counts it: `beta * sum_j max(freeBits, KL_j)`, in nats per image.
  public let weightedKL: Double
  /// How many log variances were clamped, out of batch x latent.
  public let clampedLogVariances: Int
  /// Whether the loss, or a moment of its gradient, was infinite or NaN; the step does not count then.
  ///
  /// Where it was the loss, the model is as it was. Where it was a moment, parameters whose own moments were
  /// finite have moved, and the others may be no numbers any more.
  public let diverged: Bool
}
