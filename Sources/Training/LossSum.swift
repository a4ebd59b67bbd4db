import VAECore

/// The running mean of losses, summed in `Double`.
struct LossSum {
  private var reconstruction = 0.0
  private var kl = 0.0
  private var weightedKL = 0.0
  private var count = 0

  mutating func add(_ loss: Loss, weightedKL: Double) {
    reconstruction += loss.reconstruction
    kl += loss.kl
    self.weightedKL += weightedKL
    count += 1
  }

  /// The mean as the point of a step.
  func mean(atStep step: Int) -> LossPoint {
    let count = Double(max(1, count))
    return LossPoint(
      step: Double(step), loss: Loss(reconstruction: reconstruction / count, kl: kl / count),
      weightedKL: weightedKL / count)
  }
}
