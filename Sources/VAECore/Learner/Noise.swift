/// Where the noise of the reparameterization comes from.
enum Noise {
  /// No noise: the code is the posterior's mean.
  case none
  /// Row `i` of the batch has the stream of `firstRow + i`.
  case random(seed: UInt64, purpose: RandomPurpose, step: Int, firstRow: Int)
}
