/// Codes drawn from Gaussian posteriors, and the KL of these to the prior.
package final class GaussianLatent: LatentStage {
  /// Latent dimensions.
  let size: Int
  private let heads: Edge
  private let codes: Edge
  private let context: StepContext
  private let prior: Prior
  private let kernels: Kernels
  /// `[batch x latent]`, like the next.
  private let noise: BatchMatrix<Float>
  private let deviations: BatchMatrix<Float>
  /// The KL of each row, in nats, and the number of its log variances that were clamped.
  private let kls: Buffer<Double>
  private let clamped: Buffer<Int>
  /// The factor of each dimension's KL in the backward pass, `[latent]`; set by `weigh`.
  private let klWeights: FloatBuffer
  /// The KL of each dimension, `[latent]`, in nats per image, where bits are free.
  private var meanKLs: [Double]

  /// The stage from an edge of means and log variances, `[batch x 2 * latent]`, to one of codes.
  init(
    from heads: Edge, to codes: Edge, prior: Prior, capacity: Int, context: StepContext, kernels: Kernels
  ) {
    precondition(heads.width == 2 * codes.width, "Heads of \(heads.width) for codes of \(codes.width).")
    size = codes.width
    self.heads = heads
    self.codes = codes
    self.context = context
    self.prior = prior
    self.kernels = kernels
    noise = BatchMatrix(rows: capacity, columns: size, repeating: 0)
    deviations = BatchMatrix(rows: capacity, columns: size, repeating: 0)
    kls = Buffer(count: capacity, repeating: 0)
    clamped = Buffer(count: capacity, repeating: 0)
    klWeights = Buffer(count: size, repeating: 1)
    meanKLs = Array(repeating: 0, count: size)
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
    switch prior {
    case .standardNormal: kls[row] = posterior.kl(deviation: deviations[row])
    }
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
  package func clampedCount(of count: Int) -> Int { (0..<count).reduce(0) { $0 + clamped[$1] } }

  /// Adds the posteriors of the first `count` rows to statistics, from the first to the last.
  package func addPosteriors(count: Int, to statistics: inout LatentStatistics) {
    for row in 0..<count { statistics.add(posterior(row), deviation: deviations[row]) }
  }

  package func weigh(
    _ objective: Objective, beta: Float, freeBits: Float, kl: Double, count: Int
  ) -> Double {
    let weight = Float(objective.klWeight(beta: Double(beta))) * (1 / Float(count))
    klWeights.start.update(repeating: weight, count: size)
    guard freeBits > 0 else {
      return objective.weightedKL(kl, dimensions: [], beta: Double(beta), freeBits: 0)
    }
    for j in 0..<size {
      meanKLs[j] = meanKL(dimension: j, count: count)
      if meanKLs[j] < Double(freeBits) { klWeights[j] = 0 }
    }
    return objective.weightedKL(kl, dimensions: meanKLs, beta: Double(beta), freeBits: Double(freeBits))
  }

  /// The KL of one dimension, in nats per image; the sum runs in the rows' order.
  private func meanKL(dimension: Int, count: Int) -> Double {
    var sum = 0.0
    for row in 0..<count { sum += posterior(row).kl(dimension: dimension, deviation: deviations[row]) }
    return sum / Double(count)
  }
}
