extension KernelError: CustomStringConvertible {
  /// One line: what, where, and the mend.
  public var description: String {
    switch self {
    case .notAvailable(let name, let available):
      "This CPU has no kernels called '\(name)': set \(Kernels.environmentVariable) to "
        + "\(available.joined(separator: ", ")), or leave it unset."
    }
  }
}
