/// All that a learner changes from step to step: enough to go on from there bit for bit.
///
/// What is set from outside, such as beta and the learning rate, is no part of it.
public struct LearnerState: Sendable, Equatable {
  /// The number of updates so far.
  public let step: Int
  /// The model after them.
  public let model: VAE
  /// What the optimizer keeps, slot by slot a number for each parameter, in the order of the model's parameters.
  ///
  /// Adam's are the decaying means of the gradients and of their squares. `Architecture.named` names a slot's tensors.
  public let slots: [[Float]]

  /// A state that was kept; each slot must have a number for each of the model's parameters.
  public init(step: Int, model: VAE, slots: [[Float]]) {
    precondition(
      step >= 0 && slots.allSatisfy { $0.count == model.parameters.count },
      "A state at step \(step) with slots of \(slots.map(\.count)) for \(model.parameters.count) parameters.")
    self.step = step
    self.model = model
    self.slots = slots
  }

  /// The state in which a learner begins with a model: at step 0, with slots of zeros.
  public init(start model: VAE, optimizer: Optimizer = .adam(Adam())) {
    let zeros = [Float](repeating: 0, count: model.parameters.count)
    self.init(step: 0, model: model, slots: Array(repeating: zeros, count: optimizer.slotCount))
  }

  /// The bytes of a learner's state for a model of this architecture, which must be valid.
  public static func byteCount(_ architecture: Architecture, optimizer: Optimizer = .adam(Adam())) -> Int {
    (1 + optimizer.slotCount) * architecture.parameterCount * MemoryLayout<Float>.stride
  }
}
