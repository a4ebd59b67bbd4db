/// An affine map with an activation, `activation(x W + b)`.
package final class DenseLayer: Layer {
  /// How workers share the layer.
  package enum Sharing {
    /// By panels of columns: each weight is read by one worker, the one that updates it. For wide layers.
    case panels
    /// By rows, from end to end with what stands beside it. For narrow layers, around the code.
    case rows
  }

  package let input: Edge
  package let output: Edge
  package let weights: DenseWeights
  private let method: ProductMethod
  private let sharing: Sharing
  private let workspace: Workspace

  /// A layer between two edges, whose widths must be those of the weights, and whose forms those that `method` needs.
  init(
    _ weights: DenseWeights, from input: Edge, to output: Edge, method: ProductMethod, sharing: Sharing,
    workspace: Workspace
  ) {
    precondition(
      input.width == weights.inputs && output.width == weights.outputs,
      "Weights of \(weights.inputs) x \(weights.outputs) between edges of \(input.width) and \(output.width)."
    )
    let isReady =
      switch method {
      case .dense: input.values != nil
      case .nonzero: input.lists != nil
      case .bfloat16:
        input.valuePairs != nil && weights.pairedWeight(panel: 0) != nil
          && (output.gradient == nil || output.gradientPairs != nil)
      }
    precondition(isReady, "Edges without what products of the method \(method) need.")
    self.weights = weights
    self.input = input
    self.output = output
    self.method = method
    self.sharing = sharing
    self.workspace = workspace
  }

  package var parameters: any Parameters { weights }
  private var kernels: Kernels { workspace.kernels }
}

// Forward.
extension DenseLayer {
  package func planForward(_ plan: StepPlan) {
    if input.hasForms {
      plan.appendRows(.forward) { [self] range, worker in
        input.publish(range, kernels: kernels, worker: worker)
      }
    }
    switch sharing {
    case .panels:
      plan.appendPanels(.forward, weights.panels) { [self] panel, rows, worker in
        computeOutput(panel: panel, rows, worker: worker)
      }
    case .rows:
      plan.appendRows(.forward) { [self] range, worker in
        for panel in weights.panels.indices { computeOutput(panel: panel, range.rows, worker: worker) }
      }
    }
  }

  /// Makes what products need of the input of `count` rows, as the plan does.
  package func publishInput(rows count: Int, worker: Int) {
    guard input.hasForms else { return }
    for range in RowRanges(rows: count, threads: workspace.threads) {
      input.publish(range, kernels: kernels, worker: worker)
    }
  }

  /// One panel of the output for some rows.
  package func computeOutput(panel: Int, _ rows: Range<Int>, worker: Int) {
    guard let values = output.values else { preconditionFailure("A layer into lists.") }
    let result = values[rows].columns(weights.panels[panel])
    let finish = ProductFinish.affine(bias: weights.bias(panel: panel), activation: output.activation)
    if method == .bfloat16, let pairs = input.valuePairs, let weight = weights.pairedWeight(panel: panel) {
      kernels.multiply(
        pairs.alongRows(rows), weight, into: result, finish: finish,
        scratch: workspace.pairScratch(of: worker))
    } else if method == .nonzero, let lists = input.lists {
      kernels.multiply(
        lists.rows(rows), weights.weight(panel: panel), into: result, finish: finish,
        scratch: workspace.scratch(of: worker))
    } else if let values = input.values {
      kernels.multiply(
        values[rows], weights.weight(panel: panel), into: result, finish: finish,
        scratch: workspace.scratch(of: worker))
    } else {
      preconditionFailure("An input that is lists only, for products of method \(method).")
    }
  }
}

// Backward.
extension DenseLayer {
  package func planBackward(_ plan: StepPlan) {
    guard input.gradient != nil else { return }
    switch sharing {
    case .panels:
      plan.appendPanels(.backward, weights.transposedPanels) { [self] panel, rows, worker in
        computeInputGradient(panel: panel, rows, worker: worker)
      }
    case .rows:
      plan.appendRows(.backward) { [self] range, worker in
        for panel in weights.transposedPanels.indices {
          computeInputGradient(panel: panel, range.rows, worker: worker)
        }
      }
    }
    if input.gradientPairs != nil {
      plan.appendElements(.backward, weights.transposedPanels) { [self] panel, rows, _ in
        input.publishGradient(rows, columns: weights.transposedPanels[panel], kernels: kernels)
      }
    }
  }

  /// The gradient of one panel of the input for some rows, through the activation that computed it.
  package func computeInputGradient(panel: Int, _ rows: Range<Int>, worker: Int) {
    guard let gradient = input.gradient, let outputGradient = output.gradient else {
      preconditionFailure("A way back between edges without gradients.")
    }
    let columns = weights.transposedPanels[panel]
    let result = gradient[rows].columns(columns)
    var slope: ProductFinish?
    if let activation = input.activation, let values = input.values {
      slope = .slope(of: activation, outputs: values[rows].columns(columns))
    }
    if method == .bfloat16, let pairs = output.gradientPairs,
      let weight = weights.pairedTransposedWeight(panel: panel)
    {
      kernels.multiply(
        pairs.alongRows(rows), weight, into: result, finish: slope, scratch: workspace.pairScratch(of: worker)
      )
    } else if let weight = weights.transposedWeight(panel: panel) {
      kernels.multiply(
        outputGradient[rows], weight, into: result, finish: slope, scratch: workspace.scratch(of: worker))
    } else {
      preconditionFailure("A way back through weights that have no transpose.")
    }
  }

  package func computeGradient(
    _ tile: UpdateTile, count: Int, into gradient: UnsafeMutablePointer<Float>, worker: Int
  ) {
    guard let outputGradient = output.gradient else { preconditionFailure("An edge without a gradient.") }
    let (rows, columns) = weights.part(tile)
    let result = MatrixView(gradient, rows: rows.count, columns: columns.count)
    if method == .bfloat16, let inputs = input.valuePairs, let gradients = output.gradientPairs {
      kernels.multiply(
        inputs.acrossRows(count: count).columns(rows).transposed,
        gradients.acrossRows(count: count).columns(columns), into: result,
        scratch: workspace.pairScratch(of: worker))
    } else if method == .nonzero, let lists = input.lists {
      for range in RowRanges(rows: count, threads: workspace.threads) {
        guard let inputs = lists.inputs(of: range) else { preconditionFailure("Lists that were not kept.") }
        kernels.multiply(
          inputs.rows(rows), outputGradient[range.rows].columns(columns), into: result,
          accumulating: range.index > 0, scratch: workspace.scratch(of: worker))
      }
    } else if let values = input.values {
      kernels.multiply(
        values[0..<count].columns(rows).transposed, outputGradient[0..<count].columns(columns), into: result,
        scratch: workspace.scratch(of: worker))
    } else {
      preconditionFailure("An input that is lists only, for products of method \(method).")
    }
    if tile.bias != nil {
      kernels.sumColumns(outputGradient[0..<count].columns(columns), into: gradient + tile.weights.count)
    }
  }
}

extension Kernels {
  /// The sums of a matrix down its rows, from the first to the last: `[columns]`.
  func sumColumns(_ matrix: MatrixView, into sums: UnsafeMutablePointer<Float>) {
    table.column_sums(matrix.rows, matrix.columns, matrix.start, matrix.rowStride, sums)
  }
}
