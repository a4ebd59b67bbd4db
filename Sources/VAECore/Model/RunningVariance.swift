/// The mean and the variance of numbers that come one after another (Welford 1962): nothing cancels, however far
/// the mean is from zero.
struct RunningVariance: Sendable, Equatable {
  private(set) var mean = 0.0
  /// The sum of the squared deviations from the mean.
  private(set) var squaredDeviations = 0.0

  /// Takes in a number, `share` being 1 over how many there are with it, which those who keep many divide once.
  mutating func add(_ value: Double, share: Double) {
    let before = value - mean
    mean += before * share
    squaredDeviations += before * (value - mean)
  }
}
