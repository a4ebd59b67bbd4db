/// The approximate posteriors of some images: a Gaussian with independent dimensions for each.
public struct Posterior: Sendable, Equatable {
  /// The means, `[images x latent]`.
  public let mean: Matrix
  /// The logarithms of the variances, `[images x latent]`, at most 30: larger ones are clamped.
  public let logVariance: Matrix

  /// Posteriors of that mean and log variance, both `[images x latent]`.
  public init(mean: Matrix, logVariance: Matrix) {
    precondition(
      mean.rows == logVariance.rows && mean.columns == logVariance.columns,
      "Means of \(mean.rows) x \(mean.columns) with log variances of "
        + "\(logVariance.rows) x \(logVariance.columns).")
    self.mean = mean
    self.logVariance = logVariance
  }
}
