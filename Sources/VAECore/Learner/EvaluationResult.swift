/// What came of an evaluation.
public struct EvaluationResult: Sendable, Equatable {
  /// The mean over images, in nats per image.
  public let loss: Loss
  /// What the posteriors of the images were.
  public let latents: LatentStatistics
  /// How much reconstructions differ from image to image, as a share of how much the images do: the variance over
  /// images of each pixel, summed over pixels.
  ///
  /// It is near 0 where all reconstructions are alike, near 1 where they are true, and 1 where the images
  /// themselves do not differ. Measured on the first 128 images.
  public let variety: Double
}
