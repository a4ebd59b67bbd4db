import VAECore

extension LatentStatistics {
  /// Adds the posteriors of a batch, `[batch x latent]`.
  public mutating func add(_ posterior: Posterior) {
    for row in 0..<posterior.mean.rows {
      var heads = Array(posterior.mean.row(row)) + Array(posterior.logVariance.row(row))
      let deviation = posterior.logVariance.row(row).map { GaussianPosterior.deviation(logVariance: $0) }
      heads.withUnsafeMutableBufferPointer { heads in
        guard let start = heads.baseAddress else { return }
        add(GaussianPosterior(heads: start, latentSize: posterior.mean.columns), deviation: deviation)
      }
    }
  }
}
