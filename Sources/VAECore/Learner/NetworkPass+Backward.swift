extension NetworkPass {
  /// From the logits' gradient to those of all layers' outputs, which the gradients of parameters need.
  ///
  /// The divergence counts by `divergenceWeights`.
  func backward(count: Int, weights: PanelWeights) {
    for index in layout.decoder.dropFirst().reversed() {
      runBack(layer: index, count: count, weights)
    }
    runRows(count: count, .backward) { shard, worker in
      computeInputGradient(layer: layout.decoder.lowerBound, shard.rows, weights, worker: worker)
      for row in shard.rows {
        posterior(row).gradient(
          codeGradient: codeGradients[row], noise: noise[row], deviation: deviations[row],
          divergenceWeights: divergenceWeights.start, into: outputGradients[layout.heads][row])
      }
      prepareGradient(of: layout.heads, shard.rows, columns: 0..<2 * layout.latentSize)
      if layout.heads > 0 {
        computeInputGradient(layer: layout.heads, shard.rows, weights, worker: worker)
      }
    }
    for index in (0..<layout.heads).dropFirst().reversed() {
      runBack(layer: index, count: count, weights)
    }
  }

  /// The gradient of a tile's weights over the first `count` rows of the batch, `[rows x columns]` of the tile.
  func weightGradient(_ tile: ParameterTile, count: Int, into gradient: MatrixView, worker: Int) {
    let scratch = scratch[worker].start
    func outputGradient(_ rows: Range<Int>) -> MatrixView {
      outputGradients[tile.layer][rows].columns(tile.columns)
    }
    switch operands[tile.layer] {
    case .floats:
      guard let input = input(of: tile.layer, 0..<count) else {
        preconditionFailure("Images that are lists only.")
      }
      kernels.weightGradient(
        input: input.columns(tile.rows), outputGradient: outputGradient(0..<count), into: gradient,
        scratch: scratch)
    case .lists(let lists):
      for shard in RowShards(rows: count, threads: workers.threads) {
        guard let inputs = lists.inputs(of: shard) else { preconditionFailure("Lists that were not kept.") }
        kernels.multiply(
          inputs.rows(tile.rows), outputGradient(shard.rows), into: gradient, accumulating: shard.index > 0,
          scratch: scratch)
      }
    case .pairs(let inputs, let outputGradients):
      kernels.multiply(
        inputs.acrossRows(count: count).columns(tile.rows).transposed,
        outputGradients.acrossRows(count: count).columns(tile.columns), into: gradient,
        scratch: pairScratch[worker].start)
    }
  }

  /// Makes of a part of a layer's gradient what its products need.
  func prepareGradient(of index: Int, _ rows: Range<Int>, columns: Range<Int>) {
    guard case .pairs(_, let pairs) = operands[index] else { return }
    pairs.update(
      rows: rows, columns: columns, from: outputGradients[index][rows].columns(columns), kernels: kernels)
  }

  /// The gradient of a tile's bias over the first `count` rows of the batch.
  func biasGradient(_ tile: ParameterTile, count: Int, into gradient: UnsafeMutablePointer<Float>) {
    kernels.biasGradient(outputGradients[tile.layer][0..<count].columns(tile.columns), into: gradient)
  }

  private func runBack(layer index: Int, count: Int, _ weights: PanelWeights) {
    runPanels(layout.layers[index].transposedPanels, count: count, .backward) { panel, rows, worker in
      computeInputGradient(layer: index, panel: panel, rows, weights, worker: worker)
    }
  }

  /// The gradient of all of a layer's inputs for some rows.
  func computeInputGradient(
    layer index: Int, _ rows: Range<Int>, _ weights: PanelWeights, worker: Int
  ) {
    for panel in layout.layers[index].transposedPanels.indices {
      computeInputGradient(layer: index, panel: panel, rows, weights, worker: worker)
    }
  }

  /// The gradient of one panel of a layer's inputs for some rows, through the activation that gave them.
  private func computeInputGradient(
    layer index: Int, panel: Int, _ rows: Range<Int>, _ weights: PanelWeights, worker: Int
  ) {
    let columns = layout.layers[index].transposedPanels[panel]
    let isFirstOfDecoder = index == layout.decoder.lowerBound
    let target = (isFirstOfDecoder ? codeGradients : outputGradients[index - 1])[rows].columns(columns)
    let slope: ProductFinish? =
      isFirstOfDecoder
      ? nil
      : .slope(of: layout.activation(of: index - 1), outputs: outputs[index - 1][rows].columns(columns))
    if case .pairs(_, let gradients) = operands[index],
      let weight = weights.pairedTransposedWeight(layer: index, panel: panel)
    {
      kernels.multiply(
        gradients.alongRows(rows), weight, into: target, finish: slope, scratch: pairScratch[worker].start)
    } else if let weight = weights.transposedWeight(layer: index, panel: panel) {
      kernels.inputGradient(
        outputGradients[index][rows], transposedWeight: weight, slope: slope, into: target,
        scratch: scratch[worker].start)
    }
    if !isFirstOfDecoder { prepareGradient(of: index - 1, rows, columns: columns) }
  }
}
