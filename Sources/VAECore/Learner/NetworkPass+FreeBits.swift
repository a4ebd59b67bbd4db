// Free bits (Kingma et al. 2016, arXiv 1606.04934, appendix C.8): a dimension's divergence, its mean over the batch,
// counts as `freeBits` nats where it is less, so that nothing is gained by telling less of the image.

extension NetworkPass {
  /// Weighs each dimension for the way back of a batch of `count` rows, and returns the divergence as the objective
  /// counts it: `beta * sum_j max(freeBits, KL_j)`, in nats per image.
  ///
  /// - Parameters:
  ///   - count: The rows of the batch, which must have gone forward.
  ///   - beta: The weight of the divergence in the objective.
  ///   - freeBits: Nats a dimension; where they are 0 no dimension needs to be looked at.
  ///   - kl: The divergence of all dimensions, in nats per image.
  func weighDivergence(count: Int, beta: Float, freeBits: Float, kl: Double) -> Double {
    let weight = beta * (1 / Float(count))
    guard freeBits > 0 else {
      divergenceWeights.start.update(repeating: weight, count: layout.latentSize)
      return Double(beta) * kl
    }
    var counted = 0.0
    for j in 0..<layout.latentSize {
      let divergence = divergence(dimension: j, count: count)
      let isFree = divergence < Double(freeBits)
      divergenceWeights[j] = isFree ? 0 : weight
      counted += isFree ? Double(freeBits) : divergence
    }
    return Double(beta) * counted
  }

  /// The divergence of one dimension, in nats per image; the sum runs in the rows' order.
  private func divergence(dimension j: Int, count: Int) -> Double {
    var sum = 0.0
    for row in 0..<count {
      let posterior = posterior(row)
      sum += GaussianPosterior.divergence(
        mean: posterior.mean[j], logVariance: posterior.logVariance[j], deviation: deviations[row][j])
    }
    return sum / Double(count)
  }
}
