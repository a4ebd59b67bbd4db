import CKernels
import SystemLibrary

/// The constants of Adam (Kingma and Ba 2015, algorithm 1); the defaults are the paper's, and PyTorch's.
public struct Adam: Sendable, Equatable {
  /// The step size.
  public var learningRate: Float
  /// The decay of the first moment, in 0..<1.
  public var beta1: Float
  /// The decay of the second moment, in 0..<1.
  public var beta2: Float
  /// What keeps the division finite; it is added after the bias correction, as in PyTorch.
  public var epsilon: Float

  /// An optimizer with these constants.
  public init(learningRate: Float = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
  }

  /// The constants of one step, counted from 1, with both bias corrections.
  func constants(step: Int) -> latentwalk_adam {
    let correction1 = 1 - pow(Double(beta1), Double(step))
    let correction2 = 1 - pow(Double(beta2), Double(step))
    return latentwalk_adam(
      beta1: beta1, beta2: beta2, epsilon: epsilon,
      step_size: Float(Double(learningRate) / correction1),
      second_moment_scale: Float(1 / correction2.squareRoot()))
  }
}
