import CKernels

/// What follows the affine map of a hidden layer, element by element.
public enum Activation: String, Sendable, CaseIterable {
  /// max(x, 0), with slope 0 at 0.
  case relu
  /// The hyperbolic tangent.
  case tanh
  /// The logistic function 1 / (1 + exp(-x)).
  case sigmoid
}

extension latentwalk_activation {
  /// The kernels' name for an activation; none at all is the identity.
  init(_ activation: Activation?) {
    switch activation {
    case nil: self = .identity
    case .relu: self = .relu
    case .tanh: self = .tanh
    case .sigmoid: self = .sigmoid
    }
  }
}
