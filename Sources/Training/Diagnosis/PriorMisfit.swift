import SystemLibrary
import VAECore

/// The latent dimension whose codes, those of all images together, are least like N(0, 1).
public struct PriorMisfit: Sendable, Equatable {
  /// The dimension, counted from 0.
  public let dimension: Int
  /// The mean of its codes.
  public let mean: Double
  /// The variance of its codes.
  public let variance: Double
}

extension PriorMisfit {
  /// The greatest misfit among the dimensions that tell of the image, where there is one.
  init?(greatestOf latents: LatentStatistics) {
    // Each of these is worked out anew when it is asked for.
    let (means, variances, told) = (latents.means, latents.aggregateVariances, latents.meanVariances)
    let misfits = told.indices.lazy.filter { told[$0] > LatentStatistics.activeVariance }
      .map { PriorMisfit(dimension: $0, mean: means[$0], variance: variances[$0]) }
    guard let greatest = misfits.max(by: { $0.distance < $1.distance }) else { return nil }
    self = greatest
  }

  /// KL(N(mean, variance) || N(0, 1)): how far from the prior a Gaussian like the codes is.
  public var distance: Double {
    guard variance > 0 else { return .infinity }
    return 0.5 * (mean * mean + variance - 1 - log(variance))
  }
}
