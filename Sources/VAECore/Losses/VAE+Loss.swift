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

    /// The negative ELBO, `reconstruction + kl`.
    public var negativeELBO: Double { reconstruction + kl }

    /// Whether neither part is infinite or NaN.
    public var isFinite: Bool { reconstruction.isFinite && kl.isFinite }
  }
}
