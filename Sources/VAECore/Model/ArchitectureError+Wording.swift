extension ArchitectureError: CustomStringConvertible {
  /// One line: what, where, and the mend.
  public var description: String {
    switch self {
    case .sizeTooSmall(let name, let size):
      "The \(name) is \(size): it must be at least 1."
    case .tooManyParameters(let count, let limit):
      "The model would have \(count == .max ? "countless" : "\(count)") parameters, more than \(limit): "
        + "make its layers smaller."
    }
  }
}
