/// What the posteriors of many images say about each latent dimension, gathered image by image.
///
/// The posteriors of all images together, each counting the same, are the aggregate posterior.
public struct LatentStatistics: Sendable, Equatable {
  /// The variance of the posterior mean above which a dimension counts as active.
  ///
  /// Source: Burda et al. 2016, arXiv 1509.00519, section 5.2.
  public static let activeVariance = 0.01

  /// The number of images.
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

  /// Adds the posterior of one image, whose standard deviations `[latent]` are computed already; allocates nothing.
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

// What was gathered, `[latent]`; zero as long as there is no image.
extension LatentStatistics {
  /// Latent dimensions.
  public var latentSize: Int { dimensions.count }

  /// The mean of the aggregate posterior in each dimension.
  public var means: [Double] { dimensions.map(\.means.mean) }

  /// The variance over images of each dimension's posterior mean.
  public var meanVariances: [Double] { perImage(\.means.squaredDeviations) }

  /// The mean over images of each dimension's posterior standard deviation, sigma.
  public var standardDeviations: [Double] { perImage(\.deviations) }

  /// The variance of the aggregate posterior in each dimension: that of the means, and the mean of sigma^2.
  public var aggregateVariances: [Double] { perImage { $0.means.squaredDeviations + $0.variances } }

  /// KL(q(z|x) || N(0, 1)) of each dimension, in nats per image.
  public var kls: [Double] { perImage(\.kl) }

  /// The number of dimensions that carry information about the image.
  public var activeUnits: Int { meanVariances.count { $0 > Self.activeVariance } }

  private func perImage(_ sum: (DimensionStatistics) -> Double) -> [Double] {
    dimensions.map { sum($0) / Double(max(1, count)) }
  }
}

/// What the posteriors of some images say about one dimension: their means, and sums over images.
struct DimensionStatistics: Sendable, Equatable {
  var means = RunningVariance()
  var deviations = 0.0
  var variances = 0.0
  var kl = 0.0

  mutating func add(mean: Float, logVariance: Float, deviation: Float, share: Double) {
    means.add(Double(mean), share: share)
    deviations += Double(deviation)
    variances += Double(deviation) * Double(deviation)
    kl += GaussianPosterior.kl(
      mean: mean, logVariance: logVariance, deviation: deviation)
  }
}

/// The mean and the variance of numbers that come one after another (Welford 1962): nothing cancels, however far
/// the mean is from zero.
struct RunningVariance: Sendable, Equatable {
  private(set) var mean = 0.0
  /// The sum of the squared deviations from the mean.
  private(set) var squaredDeviations = 0.0

  /// Adds a number; `share` is 1 over the count with it, a division that callers with many of these make once.
  mutating func add(_ value: Double, share: Double) {
    let before = value - mean
    mean += before * share
    squaredDeviations += before * (value - mean)
  }
}
