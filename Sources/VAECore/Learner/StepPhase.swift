/// What a worker does in the course of a step.
public enum StepPhase: Int, Sendable, CaseIterable {
  /// Bytes to floats, or to lists of what is not black.
  case load
  /// Images to logits.
  case forward
  /// The reconstruction loss and its gradient.
  case loss
  /// The gradient back to the output of every layer.
  case backward
  /// The gradients of parameters.
  case gradient
  /// Adam.
  case update
  /// The copies of the weights that passes multiply by: transposed, rounded.
  case refresh
}
