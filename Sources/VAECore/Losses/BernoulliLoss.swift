/// The Bernoulli cross-entropy of images under logits.
package final class BernoulliLoss: OutputLoss {
  private let logits: Edge
  private let context: StepContext
  private let workspace: Workspace
  /// The loss of each row, by panels of the logits, each of which is computed by itself.
  private let losses: [Buffer<Double>]

  /// The loss of an edge of logits, compared with a context's target; its gradient replaces them.
  init(of logits: Edge, capacity: Int, context: StepContext, workspace: Workspace) {
    self.logits = logits
    self.context = context
    self.workspace = workspace
    losses = ColumnPanels(columns: logits.width).map { _ in Buffer(count: capacity, repeating: 0) }
  }

  package func planForward(_ plan: StepPlan) {
    let panels = ColumnPanels(columns: logits.width)
    plan.appendElements(.loss, panels) { [self] panel, rows, _ in
      compute(panel: panel, columns: panels[panel], rows)
    }
  }

  /// The loss of some rows of one panel of the logits, and its gradient if the context has a scale for it.
  private func compute(panel: Int, columns: Range<Int>, _ rows: Range<Int>) {
    guard let values = logits.values, let target = context.target else {
      preconditionFailure("A loss without logits or images.")
    }
    let scale = context.gradientScale
    for row in rows {
      let logits = values[row] + columns.lowerBound
      losses[panel][row] = workspace.kernels.bernoulliLoss(
        logits: logits, target: target, row: row, columns: columns, scale: scale ?? 1,
        gradient: scale == nil ? nil : logits)
    }
    if scale != nil { logits.publishGradient(rows, columns: columns, kernels: workspace.kernels) }
  }

  package func addLosses(count: Int, to total: inout Double) {
    for row in 0..<count {
      for panel in losses { total += panel[row] }
    }
  }
}

extension Kernels {
  /// The Bernoulli cross-entropy, in nats, of `targets`, bytes for 0...1, under `logits`, summed over `count` pixels:
  /// |l| |x - [l > 0]| + log(1 + exp(-|l|)), which neither overflows nor cancels at any logit.
  ///
  /// `gradient`, if not nil, receives `scale * (sigmoid(l) - x)`; it may be `logits` itself.
  package func bernoulliLoss(
    logits: UnsafePointer<Float>, targets: UnsafePointer<UInt8>, count: Int, scale: Float = 1,
    gradient: UnsafeMutablePointer<Float>? = nil
  ) -> Double {
    table.bernoulli_loss(count, logits, targets, scale, gradient)
  }

  /// The same for targets in 0...1 that are floats.
  package func bernoulliLoss(
    logits: UnsafePointer<Float>, targets: UnsafePointer<Float>, count: Int, scale: Float = 1,
    gradient: UnsafeMutablePointer<Float>? = nil
  ) -> Double {
    table.bernoulli_loss_of_floats(count, logits, targets, scale, gradient)
  }

  /// The same for some columns of one row of a batch.
  fileprivate func bernoulliLoss(
    logits: UnsafePointer<Float>, target: BatchImages, row: Int, columns: Range<Int>, scale: Float,
    gradient: UnsafeMutablePointer<Float>?
  ) -> Double {
    switch target {
    case .bytes(let images):
      bernoulliLoss(
        logits: logits, targets: images[row] + columns.lowerBound, count: columns.count, scale: scale,
        gradient: gradient)
    case .floats(let images):
      bernoulliLoss(
        logits: logits, targets: images[row] + columns.lowerBound, count: columns.count, scale: scale,
        gradient: gradient)
    }
  }
}
