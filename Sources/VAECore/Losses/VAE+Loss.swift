extension VAE {
  /// What a VAE minimizes, in nats per image: summed over pixels and latent dimensions, averaged over images.
  public struct Loss: Sendable, Equatable {
    /// The negative log-likelihood of the pixels under the reconstruction.
    public var reconstruction: Double
    /// KL(q(z|x) || p(z)).
    public var kl: Double

    /// A loss of both parts, in nats per image.
    public init(reconstruction: Double, kl: Double) {
      self.reconstruction = reconstruction
      self.kl = kl
    }

    /// `reconstruction + beta * kl`; with a beta of 1 it is the negative ELBO.
    public func objective(beta: Double) -> Double {
      reconstruction + Objective.elbo.weightedKL(kl, beta: beta)
    }

    /// Whether neither part is infinite or NaN.
    public var isFinite: Bool { reconstruction.isFinite && kl.isFinite }
  }
}
