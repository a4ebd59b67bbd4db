import CKernels

/// What turns gradients into updates of the parameters.
public enum Optimizer: Sendable, Equatable {
  /// Adam (Kingma and Ba 2015).
  case adam(Adam)

  /// The number of floats that it keeps for each parameter from step to step.
  public var slotCount: Int {
    switch self {
    case .adam: 2  // the decaying means of the gradients and of their squares
    }
  }

  /// The step size.
  public var learningRate: Float {
    get {
      switch self {
      case .adam(let adam): adam.learningRate
      }
    }
    set {
      switch self {
      case .adam(var adam):
        adam.learningRate = newValue
        self = .adam(adam)
      }
    }
  }

  /// What all updates of one step, counted from 1, have in common.
  package func update(step: Int) -> OptimizerUpdate {
    switch self {
    case .adam(let adam): .adam(adam.constants(step: step))
    }
  }
}

/// The updates of one step.
package enum OptimizerUpdate {
  case adam(latentwalk_adam)
}

extension Kernels {
  /// Updates a range of the parameters, `gradient` being that of the range alone; false where what the optimizer keeps
  /// is no longer finite.
  package func update(
    _ update: OptimizerUpdate, _ range: Range<Int>, of parameters: FloatBuffer,
    gradient: UnsafePointer<Float>, slots: [FloatBuffer]
  ) -> Bool {
    let start = range.lowerBound
    switch update {
    case .adam(let constants):
      return table.adam_step(
        range.count, parameters.start + start, gradient, slots[0].start + start, slots[1].start + start,
        constants)
    }
  }
}
