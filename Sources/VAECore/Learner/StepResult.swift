/// What came of one training step.
public struct StepResult: Sendable, Equatable {
  /// The loss of the batch before the update, in nats per image.
  public let loss: Loss
  /// How many log variances were clamped, out of batch x latent.
  public let clampedLogVariances: Int
  /// Whether the loss was infinite or NaN; then the update was not made and the model is as it was.
  public let diverged: Bool
}
