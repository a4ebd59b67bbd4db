/// A part of a network between two edges.
package protocol Layer: ParameterOwner {
  /// The edge that it reads.
  var input: Edge { get }
  /// The edge that it writes.
  var output: Edge { get }

  /// Appends what computes the output from the input.
  func planForward(_ plan: StepPlan)

  /// Appends what computes the gradient by the input from that by the output, if the input has one.
  func planBackward(_ plan: StepPlan)
}

/// The end of a network: a loss of its last edge, and the gradient by it.
package protocol OutputLoss: AnyObject {
  /// Appends the loss of each row, and its gradient by the edge if the context has a scale for it.
  func planForward(_ plan: StepPlan)

  /// Adds the losses of the first `count` rows to a total in nats, from the first to the last.
  func addLosses(count: Int, to total: inout Double)
}

/// What stands between encoder and decoder: a posterior for each image, a code drawn from it, and its KL to the prior.
package protocol LatentStage: AnyObject {
  /// Appends what draws codes.
  func planForward(_ plan: StepPlan)

  /// Appends what computes the gradient by the posteriors' parameters from that by the codes.
  func planBackward(_ plan: StepPlan)

  /// Adds the KL of the first `count` rows to a total in nats, from the first to the last.
  func addKL(count: Int, to total: inout Double)

  /// Adds the posteriors of the first `count` rows to statistics, from the first to the last.
  func addPosteriors(count: Int, to statistics: inout LatentStatistics)

  /// The number of log variances that were clamped in the first `count` rows.
  func clampedCount(of count: Int) -> Int

  /// Sets how much each dimension's KL counts in the backward pass of a batch of `count` rows, and returns the KL as the
  /// objective counts it, in nats per image.
  ///
  /// - Parameters:
  ///   - objective: What is minimized.
  ///   - beta: The weight of the KL in it.
  ///   - freeBits: Nats a dimension that cost nothing; at 0 no dimension needs to be looked at.
  ///   - kl: The KL of all dimensions, in nats per image.
  ///   - count: The rows of the batch.
  func weigh(_ objective: Objective, beta: Float, freeBits: Float, kl: Double, count: Int) -> Double
}
