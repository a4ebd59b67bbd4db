/// What one image costs, or some of them together, in nats.
struct RowLoss: BitwiseCopyable {
  var reconstruction = 0.0
  var kl = 0.0
  /// How many of the log variances were clamped.
  var clampedLogVariances = 0

  static func += (total: inout RowLoss, row: RowLoss) {
    total.reconstruction += row.reconstruction
    total.kl += row.kl
    total.clampedLogVariances += row.clampedLogVariances
  }

  /// The loss per image when this is the sum over `count` of them.
  func mean(over count: Int) -> Loss {
    Loss(reconstruction: reconstruction / Double(count), kl: kl / Double(count))
  }
}
