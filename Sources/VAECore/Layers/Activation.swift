import CKernels

/// What follows an affine map, element by element.
public enum Activation: String, Sendable, CaseIterable {
  /// max(x, 0), with slope 0 at 0.
  case relu
  /// The hyperbolic tangent.
  case tanh
  /// The logistic function 1 / (1 + exp(-x)).
  case sigmoid

  /// Whether so many of its outputs are zero, about half, that skipping them can pay.
  var makesZeros: Bool { self == .relu }
}

extension latentwalk_activation {
  /// The kernels' name for an activation; no activation is the identity.
  init(_ activation: Activation?) {
    switch activation {
    case nil: self = .identity
    case .relu: self = .relu
    case .tanh: self = .tanh
    case .sigmoid: self = .sigmoid
    }
  }
}
