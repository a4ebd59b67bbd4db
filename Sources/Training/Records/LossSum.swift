import VAECore

/// The running mean of points of a loss curve, summed in `Double`.
struct LossSum: Sendable, Equatable {
  /// How many points there were.
  private(set) var count = 0
  private(set) var step = 0.0
  private(set) var reconstruction = 0.0
  private(set) var kl = 0.0
  private(set) var weightedKL = 0.0

  mutating func add(_ point: LossPoint) {
    count += 1
    step += point.step
    reconstruction += point.loss.reconstruction
    kl += point.loss.kl
    weightedKL += point.weightedKL
  }

  /// Adds the points that another has.
  mutating func add(_ other: LossSum) {
    count += other.count
    step += other.step
    reconstruction += other.reconstruction
    kl += other.kl
    weightedKL += other.weightedKL
  }

  /// The mean, in which each point counts the same; nil without points.
  var mean: LossPoint? {
    guard count > 0 else { return nil }
    let count = Double(count)
    return LossPoint(
      step: step / count, loss: VAE.Loss(reconstruction: reconstruction / count, kl: kl / count),
      weightedKL: weightedKL / count)
  }
}
