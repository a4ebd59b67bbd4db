/// Codes drawn from Gaussian posteriors, and the KL of these to the prior N(0, I).
package final class GaussianLatent: LatentStage {
  /// Latent dimensions.
  let size: Int
  private let heads: Edge
  private let codes: Edge
  private let context: StepContext
  private let kernels: Kernels
  /// `[batch x latent]`, like the next.
  private let noise: BatchMatrix<Float>
  private let deviations: BatchMatrix<Float>
  /// The KL of each row, in nats, and the number of its log variances that were clamped.
  private let kls: Buffer<Double>
  private let clamped: Buffer<Int>
  /// The factor of each dimension's KL in the backward pass, `[latent]`; set by `weigh`.
  private let klWeights: FloatBuffer

  /// The stage from an edge of means and log variances, `[batch x 2 * latent]`, to one of codes.
  init(from heads: Edge, to codes: Edge, capacity: Int, context: StepContext, kernels: Kernels) {
    precondition(heads.width == 2 * codes.width, "Heads of \(heads.width) for codes of \(codes.width).")
    size = codes.width
    self.heads = heads
    self.codes = codes
    self.context = context
    self.kernels = kernels
    noise = BatchMatrix(rows: capacity, columns: size, repeating: 0)
    deviations = BatchMatrix(rows: capacity, columns: size, repeating: 0)
    kls = Buffer(count: capacity, repeating: 0)
    clamped = Buffer(count: capacity, repeating: 0)
    klWeights = Buffer(count: size, repeating: 1)
  }

  package func planForward(_ plan: StepPlan) {
    plan.appendRows(.forward) { [self] range, _ in
      for row in range.rows { draw(row) }
    }
  }

  package func planBackward(_ plan: StepPlan) {
    plan.appendRows(.backward) { [self] range, _ in
      guard let gradient = heads.gradient, let codeGradient = codes.gradient else {
        preconditionFailure("A way back between edges without gradients.")
      }
      for row in range.rows {
        posterior(row).gradient(
          codeGradient: codeGradient[row], noise: noise[row], deviation: deviations[row],
          klWeights: klWeights.start, into: gradient[row])
      }
      heads.publishGradient(range.rows, columns: 0..<2 * size, kernels: kernels)
    }
  }

  private func draw(_ row: Int) {
    let noise = noise[row]
    switch context.noise {
    case .none:
      noise.update(repeating: 0, count: size)
    case .random(let seed, let purpose, let step, let firstRow):
      var stream = RandomStream(seed: seed, purpose: purpose, step: step, row: firstRow + row)
      for j in 0..<size { noise[j] = stream.normal() }
    }
    guard let codes = codes.values else { preconditionFailure("Codes into lists.") }
    let posterior = posterior(row)
    clamped[row] = posterior.clampLogVariance()
    posterior.sample(noise: noise, deviation: deviations[row], code: codes[row])
    kls[row] = posterior.kl(deviation: deviations[row])
  }

  private func posterior(_ row: Int) -> GaussianPosterior {
    guard let heads = heads.values else { preconditionFailure("Heads into lists.") }
    return GaussianPosterior(heads: heads[row], latentSize: size)
  }
}

// The results of a batch that has gone forward.
extension GaussianLatent {
  package func addKL(count: Int, to total: inout Double) {
    for row in 0..<count { total += kls[row] }
  }

  /// The number of log variances that were clamped in the first `count` rows.
  func clampedCount(of count: Int) -> Int { (0..<count).reduce(0) { $0 + clamped[$1] } }

  /// Adds the posteriors of the first `count` rows to statistics, from the first to the last.
  func addPosteriors(count: Int, to statistics: inout LatentStatistics) {
    for row in 0..<count { statistics.add(posterior(row), deviation: deviations[row]) }
  }

  /// Sets how much each dimension's KL counts on the way back of a batch of `count` rows, and returns the KL as the
  /// objective counts it, in nats per image.
  ///
  /// - Parameters:
  ///   - objective: What is minimized.
  ///   - beta: The weight of the KL in it.
  ///   - freeBits: Nats a dimension that cost nothing; at 0 no dimension needs to be looked at.
  ///   - kl: The KL of all dimensions, in nats per image.
  ///   - count: The rows of the batch.
  func weigh(_ objective: Objective, beta: Float, freeBits: Float, kl: Double, count: Int) -> Double {
    let weight = beta * (1 / Float(count))
    guard freeBits > 0 else {
      klWeights.start.update(repeating: weight, count: size)
      return objective.weightedKL(kl, beta: Double(beta))
    }
    var counted = 0.0
    for j in 0..<size {
      let kl = meanKL(dimension: j, count: count)
      let isFree = objective.isFree(kl, freeBits: Double(freeBits))
      klWeights[j] = isFree ? 0 : weight
      counted += objective.counted(kl, freeBits: Double(freeBits))
    }
    return objective.weightedKL(counted, beta: Double(beta))
  }

  /// The KL of one dimension, in nats per image; the sum runs in the rows' order.
  private func meanKL(dimension: Int, count: Int) -> Double {
    var sum = 0.0
    for row in 0..<count { sum += posterior(row).kl(dimension: dimension, deviation: deviations[row]) }
    return sum / Double(count)
  }
}
