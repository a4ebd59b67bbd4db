import VAECore

/// What the posterior means of many images say of each latent dimension, gathered image by image.
public struct LatentStatistics: Sendable, Equatable {
  /// The variance of the posterior mean above which a dimension counts as active.
  ///
  /// Source: Burda et al. 2016, arXiv 1509.00519, section 5.2.
  public static let activeVariance = 0.01

  /// How many images were seen.
  public private(set) var count = 0
  private var mean: [Double]
  private var squaredDeviations: [Double]

  /// Statistics of no images over `latentSize` dimensions.
  public init(latentSize: Int) {
    mean = Array(repeating: 0, count: latentSize)
    squaredDeviations = mean
  }

  /// Statistics of the first `count` images in `pixels`: `[images x pixels]` bytes.
  public init(of model: VAE, pixels: [UInt8], count: Int, kernels: Kernels) {
    self.init(latentSize: model.architecture.latentSize)
    let width = model.architecture.pixels
    for start in stride(from: 0, to: count, by: Self.imagesAtOnce) {
      let rows = min(Self.imagesAtOnce, count - start)
      let bytes = pixels[start * width..<(start + rows) * width]
      let images = Matrix(rows: rows, columns: width, elements: bytes.map { Float($0) / 255 })
      add(model.encode(images, kernels: kernels).mean)
    }
  }

  /// How many images are turned into `Float` together.
  private static let imagesAtOnce = 500

  /// Takes in the posterior means of a batch: `[batch x latent]`.
  public mutating func add(_ means: Matrix) {
    precondition(
      means.columns == mean.count,
      "statistics over \(mean.count) dimensions cannot take means of \(means.columns)")
    for row in 0..<means.rows {
      count += 1
      for (dimension, value) in means.row(row).enumerated() {
        let before = Double(value) - mean[dimension]
        mean[dimension] += before / Double(count)
        squaredDeviations[dimension] += before * (Double(value) - mean[dimension])
      }
    }
  }

  /// The variance over images of each dimension's posterior mean: `[latent]`.
  public var variances: [Double] {
    squaredDeviations.map { $0 / Double(max(1, count)) }
  }

  /// How many dimensions carry information about the image.
  public var activeUnits: Int {
    variances.count { $0 > Self.activeVariance }
  }
}
