/// In which numbers the learner multiplies; parameters, moments, sums and losses are floats in any case.
public enum Precision: String, Sendable, CaseIterable {
  /// Floats.
  case fp32
  /// The large products in bfloat16, rounded from floats: 8 bits of mantissa, at about twice the speed, on CPUs
  /// that have instructions for it.
  case bf16
}

extension Kernels {
  /// Throws where these kernels cannot multiply in a precision.
  public func check(_ precision: Precision) throws(KernelError) {
    guard precision == .fp32 || hasBfloat16 else { throw .noBfloat16(kernels: name) }
  }
}
