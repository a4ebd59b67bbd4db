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

  /// An optimiser with these constants.
  public init(learningRate: Float = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
  }

  /// The constants of one step, counted from 1, with both bias corrections.
  package func constants(step: Int) -> latentwalk_adam {
    let correction1 = 1 - pow(Double(beta1), Double(step))
    let correction2 = 1 - pow(Double(beta2), Double(step))
    return latentwalk_adam(
      beta1: beta1, beta2: beta2, epsilon: epsilon,
      step_size: Float(Double(learningRate) / correction1),
      second_moment_scale: Float(1 / correction2.squareRoot()))
  }
}

/// The moments of every parameter, in the order of the flat buffer.
package struct AdamMoments {
  /// Decaying means of the gradients.
  package let first: FloatBuffer
  /// Decaying means of their squares.
  package let second: FloatBuffer

  /// Moments of `count` parameters, all zero.
  package init(count: Int) {
    first = FloatBuffer(count: count)
    second = FloatBuffer(count: count)
  }
}

extension Kernels {
  /// One Adam step over a range of the flat buffers, `gradient` being that of the range alone; false where a
  /// second moment is no longer finite.
  package func adamStep(
    _ range: Range<Int>, parameters: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>,
    moments: AdamMoments, constants: latentwalk_adam
  ) -> Bool {
    let start = range.lowerBound
    return table.adam_step(
      range.count, parameters + start, gradient, moments.first.start + start, moments.second.start + start,
      constants)
  }
}
