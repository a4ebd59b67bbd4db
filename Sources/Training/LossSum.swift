import VAECore

/// The running mean of losses, summed in `Double`.
struct LossSum {
  private var sum = Loss(reconstruction: 0, kl: 0)
  private var count = 0

  mutating func add(_ loss: Loss) {
    sum.reconstruction += loss.reconstruction
    sum.kl += loss.kl
    count += 1
  }

  var mean: Loss {
    let count = Double(max(1, count))
    return Loss(reconstruction: sum.reconstruction / count, kl: sum.kl / count)
  }
}
