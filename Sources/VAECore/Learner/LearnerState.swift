/// All that a learner changes from step to step: enough to go on from there bit for bit.
///
/// What is set from outside, such as beta and the learning rate, is no part of it.
public struct LearnerState: Sendable, Equatable {
  /// How many updates were made.
  public let step: Int
  /// The model after them.
  public let model: VAE
  /// Adam's decaying means of the gradients, in the order of the model's parameters.
  public let firstMoments: [Float]
  /// Adam's decaying means of their squares, in the same order.
  public let secondMoments: [Float]

  init(step: Int, model: VAE, firstMoments: [Float], secondMoments: [Float]) {
    self.step = step
    self.model = model
    self.firstMoments = firstMoments
    self.secondMoments = secondMoments
  }

  /// The state in which a learner takes up a model: at step 0, with moments of zero.
  public init(start model: VAE) {
    let zeros = [Float](repeating: 0, count: model.parameters.count)
    self.init(step: 0, model: model, firstMoments: zeros, secondMoments: zeros)
  }

  /// How many bytes the state of a learner takes whose model has this architecture, which must be valid.
  public static func byteCount(_ architecture: Architecture) -> Int {
    3 * architecture.parameterCount * MemoryLayout<Float>.stride
  }
}
