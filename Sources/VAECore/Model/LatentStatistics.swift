/// What the posteriors of many images say of each latent dimension, gathered image by image.
///
/// The posteriors of all images together, each counting the same, are the aggregate posterior.
public struct LatentStatistics: Sendable, Equatable {
  /// The variance of the posterior mean above which a dimension counts as active.
  ///
  /// Source: Burda et al. 2016, arXiv 1509.00519, section 5.2.
  public static let activeVariance = 0.01

  /// How many images were seen.
  public private(set) var count = 0
  private(set) var dimensions: [DimensionStatistics]

  /// Statistics of no images over `latentSize` dimensions.
  public init(latentSize: Int) {
    dimensions = Array(repeating: DimensionStatistics(), count: latentSize)
  }

  /// Statistics that were gathered before.
  init(count: Int, dimensions: [DimensionStatistics]) {
    self.count = count
    self.dimensions = dimensions
  }

  /// Takes in the posterior of one image, whose standard deviations `[latent]` are known already; allocates nothing.
  package mutating func add(_ posterior: GaussianPosterior, deviation: UnsafePointer<Float>) {
    precondition(
      posterior.latentSize == latentSize,
      "Statistics over \(latentSize) dimensions cannot take a posterior of \(posterior.latentSize).")
    count += 1
    let share = 1 / Double(count)
    for j in dimensions.indices {
      dimensions[j].add(
        mean: posterior.mean[j], logVariance: posterior.logVariance[j], deviation: deviation[j], share: share)
    }
  }
}

// What was gathered, `[latent]`; all of it is zero as long as no image was seen.
extension LatentStatistics {
  /// How many latent dimensions there are.
  public var latentSize: Int { dimensions.count }

  /// The mean of the aggregate posterior in each dimension.
  public var means: [Double] { dimensions.map(\.means.mean) }

  /// The variance over images of each dimension's posterior mean.
  public var meanVariances: [Double] { perImage(\.means.squaredDeviations) }

  /// The mean over images of each dimension's posterior standard deviation, sigma.
  public var standardDeviations: [Double] { perImage(\.deviations) }

  /// The variance of the aggregate posterior in each dimension: that of the means, and the mean of sigma^2.
  public var aggregateVariances: [Double] { perImage { $0.means.squaredDeviations + $0.variances } }

  /// The divergence KL(q(z|x) || N(0, 1)) of each dimension, in nats per image.
  public var divergences: [Double] { perImage(\.divergences) }

  /// How many dimensions carry information about the image.
  public var activeUnits: Int { meanVariances.count { $0 > Self.activeVariance } }

  private func perImage(_ sum: (DimensionStatistics) -> Double) -> [Double] {
    dimensions.map { sum($0) / Double(max(1, count)) }
  }
}

/// What the posteriors of some images say of one dimension: their means, and sums over images.
struct DimensionStatistics: Sendable, Equatable {
  var means = RunningVariance()
  var deviations = 0.0
  var variances = 0.0
  var divergences = 0.0

  mutating func add(mean: Float, logVariance: Float, deviation: Float, share: Double) {
    means.add(Double(mean), share: share)
    deviations += Double(deviation)
    variances += Double(deviation) * Double(deviation)
    divergences += GaussianPosterior.divergence(
      mean: mean, logVariance: logVariance, deviation: deviation)
  }
}
