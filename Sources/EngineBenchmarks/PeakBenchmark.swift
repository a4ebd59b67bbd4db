import VAECore

/// Measures the multiplications and additions that one thread can do in a second at best.
public struct PeakBenchmark: Sendable {
  private let kernels: Kernels
  private let clock: @Sendable () -> Double

  /// A benchmark of these kernels; `clock` returns seconds since some moment.
  public init(kernels: Kernels, clock: @escaping @Sendable () -> Double) {
    self.kernels = kernels
    self.clock = clock
  }

  /// Operations a second in a precision, measured for about `seconds`; nil if these kernels have no such precision.
  public func operationsPerSecond(_ precision: Learner.Precision, seconds: Double) -> Double? {
    switch precision {
    case .fp32:
      return measure(kernels.table.peak_operations, kernels.table.peak_multiply_adds, seconds)
    case .bf16:
      return kernels.bfloat16.map { measure($0.peak_operations, $0.peak_multiply_adds, seconds) }
    }
  }

  private func measure(
    _ operations: Int, _ multiplyAdds: @convention(c) (Int) -> Double, _ seconds: Double
  ) -> Double {
    let rounds = 10_000
    var best = 0.0
    let end = clock() + seconds
    repeat {
      let start = clock()
      _ = multiplyAdds(rounds)
      best = max(best, Double(rounds * operations) / (clock() - start))
    } while clock() < end
    return best
  }
}
