import SystemLibrary
import VAECore

/// The latent dimension whose aggregate posterior is furthest from N(0, 1).
public struct PriorMisfit: Sendable, Equatable {
  /// The dimension, counted from 0.
  public let dimension: Int
  /// The mean of the aggregate posterior.
  public let mean: Double
  /// The variance of the aggregate posterior.
  public let variance: Double
}

extension PriorMisfit {
  /// The largest misfit among the active dimensions; nil if no dimension is active.
  init?(worstOf latents: LatentStatistics) {
    // Each of these is computed anew for each access.
    let (means, variances, told) = (latents.means, latents.aggregateVariances, latents.meanVariances)
    let misfits = told.indices.lazy.filter { told[$0] > LatentStatistics.activeVariance }
      .map { PriorMisfit(dimension: $0, mean: means[$0], variance: variances[$0]) }
    guard let worst = misfits.max(by: { $0.distance < $1.distance }) else { return nil }
    self = worst
  }

  /// KL(N(mean, variance) || N(0, 1)): how far a Gaussian with this mean and variance is from the prior, in nats.
  public var distance: Double {
    guard variance > 0 else { return .infinity }
    return GaussianPosterior.klToStandardNormal(mean: mean, variance: variance, logVariance: log(variance))
  }
}
