/// The approximate posteriors of some images: a Gaussian with independent dimensions for each.
public struct Posterior: Sendable, Equatable {
  /// The means, `[images x latent]`.
  public let mean: FloatMatrix
  /// The logarithms of the variances, `[images x latent]`, at most 30: larger ones are clamped.
  public let logVariance: FloatMatrix

  /// Posteriors of that mean and log variance, both `[images x latent]`.
  public init(mean: FloatMatrix, logVariance: FloatMatrix) {
    precondition(
      mean.rows == logVariance.rows && mean.columns == logVariance.columns,
      "Means of \(mean.rows) x \(mean.columns) with log variances of "
        + "\(logVariance.rows) x \(logVariance.columns).")
    self.mean = mean
    self.logVariance = logVariance
  }
}
