/// What training minimizes, in nats per image.
public enum Objective: String, Sendable, CaseIterable {
  /// The negative evidence lower bound (Kingma and Welling 2014, equation 3): reconstruction loss plus KL.
  ///
  /// The KL counts `beta` times (Higgins et al. 2017), and that of each latent dimension as at least `freeBits` nats, so
  /// that nothing is gained by encoding less (Kingma et al. 2016, arXiv 1606.04934, appendix C.8):
  ///
  ///     reconstruction + beta * sum_j max(freeBits, KL_j)
  case elbo
}

extension Objective {
  /// The KL as the objective counts it, in nats per image.
  ///
  /// - Parameters:
  ///   - kl: The KL of all dimensions, in nats per image.
  ///   - dimensions: The KL of each, `[latent]`, in nats per image; only evaluated if bits are free.
  ///   - beta: The weight of the KL, from 0.
  ///   - freeBits: The nats of each dimension that cost nothing, from 0.
  public func weightedKL(
    _ kl: Double, dimensions: @autoclosure () -> [Double], beta: Double, freeBits: Double
  ) -> Double {
    guard freeBits > 0 else { return klWeight(beta: beta) * kl }
    return klWeight(beta: beta) * dimensions().reduce(0) { $0 + max(freeBits, $1) }
  }

  /// The weight of a dimension's KL, in the objective and in its gradient, unless its bits are free.
  func klWeight(beta: Double) -> Double {
    switch self {
    case .elbo: beta
    }
  }
}
