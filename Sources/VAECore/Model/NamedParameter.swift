/// One tensor of a model under its name in PyTorch.
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
  /// A tensor is missing.
  case missing(name: String)
  /// A tensor comes more than once.
  case duplicate(name: String)
  /// The model has no tensor of that name.
  case unexpected(name: String)
  /// A tensor has another shape than the architecture needs.
  case shape(name: String, expected: [Int], found: [Int])
  /// A tensor has another number of values than its shape says.
  case valueCount(name: String, expected: Int, found: Int)
}

extension ParameterError: CustomStringConvertible {
  /// One line: what, where, and how to fix it.
  public var description: String {
    switch self {
    case .architecture(let error):
      error.description
    case .missing(let name):
      "the tensor '\(name)' is missing; provide all tensors of this architecture"
    case .duplicate(let name):
      "the tensor '\(name)' comes more than once; keep one of them"
    case .unexpected(let name):
      "the tensor '\(name)' has no place in this architecture; leave it out, or name the right architecture"
    case .shape(let name, let expected, let found):
      "the tensor '\(name)' has the shape \(found) where the architecture needs \(expected)"
    case .valueCount(let name, let expected, let found):
      "the tensor '\(name)' has \(found) values where its shape needs \(expected)"
    }
  }
}
