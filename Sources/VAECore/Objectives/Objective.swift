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
  ///   - dimensions: The KL of each, `[latent]`, in nats per image; only asked for where bits are free.
  ///   - beta: The weight of the KL, from 0.
  ///   - freeBits: The nats of each dimension that cost nothing, from 0.
  public func weightedKL(
    _ kl: Double, dimensions: @autoclosure () -> [Double], beta: Double, freeBits: Double
  ) -> Double {
    guard freeBits > 0 else { return weightedKL(kl, beta: beta) }
    return weightedKL(dimensions().reduce(0) { $0 + counted($1, freeBits: freeBits) }, beta: beta)
  }

  /// A KL of which no bits are free, or in which they are counted already, as the objective counts it.
  func weightedKL(_ kl: Double, beta: Double) -> Double {
    switch self {
    case .elbo: beta * kl
    }
  }

  /// One dimension's KL with its free bits.
  func counted(_ kl: Double, freeBits: Double) -> Double { isFree(kl, freeBits: freeBits) ? freeBits : kl }

  /// Whether a dimension's KL, in nats per image, costs nothing: then it has no gradient.
  func isFree(_ kl: Double, freeBits: Double) -> Bool {
    switch self {
    case .elbo: kl < freeBits
    }
  }
}
