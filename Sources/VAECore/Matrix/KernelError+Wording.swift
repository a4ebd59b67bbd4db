extension KernelError: CustomStringConvertible {
  /// One line: what, where, and the mend.
  public var description: String {
    switch self {
    case .notAvailable(let name, let available):
      "This CPU has no kernels called '\(name)': set \(Kernels.environmentVariable) to "
        + "\(available.joined(separator: ", ")), or leave it unset."
    case .noBfloat16(let kernels):
      "There are no bfloat16 products with the '\(kernels)' kernels on this CPU (they need AVX512-BF16 or Arm's "
        + "BF16): leave out --precision bf16."
    }
  }
}
