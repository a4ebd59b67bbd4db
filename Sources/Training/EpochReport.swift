/// One epoch's figures, all losses in nats per image.
public struct EpochReport: Sendable, Equatable {
  /// The epoch, counted from 1.
  public var epoch: Int
  /// How many steps had been taken at its end.
  public var step: Int
  /// The weight of the KL divergence in the objective of its last step.
  public var beta: Double
  /// The mean over the epoch's steps, each before its update.
  public var train: LossPoint
  /// Over all test images, with a sampled latent code for each.
  public var test: LossPoint
  /// Training images a second, testing and pauses left out.
  public var imagesPerSecond: Double
  /// Seconds of training, testing and pauses left out.
  public var seconds: Double
}
