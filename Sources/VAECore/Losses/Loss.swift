/// What a VAE minimises, in nats per image: summed over pixels and latent dimensions, averaged over images.
public struct Loss: Sendable, Equatable {
  /// The Bernoulli cross-entropy of the pixels under the reconstruction.
  public var reconstruction: Double
  /// The divergence KL(q(z|x) || N(0, 1)).
  public var kl: Double

  /// A loss of both parts, in nats per image.
  public init(reconstruction: Double, kl: Double) {
    self.reconstruction = reconstruction
    self.kl = kl
  }

  /// `reconstruction + beta * kl`; with a beta of 1 it is the negative ELBO.
  public func objective(beta: Double) -> Double { reconstruction + beta * kl }

  /// Whether neither part is infinite or NaN.
  public var isFinite: Bool { reconstruction.isFinite && kl.isFinite }
}
