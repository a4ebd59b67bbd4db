/// One tensor of a model under the name that PyTorch gives it.
public struct NamedParameter: Sendable, Equatable {
  /// `encoder.fc1.weight`, `encoder.fc_mu.bias` and so on.
  public let name: String
  /// `[out, in]` for a weight, `[out]` for a bias.
  public let shape: [Int]
  /// The values, row-major.
  public let values: [Float]

  /// A tensor of that name.
  public init(name: String, shape: [Int], values: [Float]) {
    self.name = name
    self.shape = shape
    self.values = values
  }
}

/// Why named tensors do not make a model.
public enum ParameterError: Error, Equatable {
  /// No model of the architecture can be built.
  case architecture(ArchitectureError)
  /// A tensor is not there.
  case missing(name: String)
  /// A tensor comes more than once.
  case duplicate(name: String)
  /// The model has no tensor of that name.
  case unexpected(name: String)
  /// A tensor has another shape than the architecture asks for.
  case shape(name: String, expected: [Int], found: [Int])
  /// A tensor's values are not as many as its shape says.
  case valueCount(name: String, expected: Int, found: Int)
}
