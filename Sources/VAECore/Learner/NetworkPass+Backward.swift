extension NetworkPass {
  /// From the logits' gradient to those of all layers' outputs, which the gradients of parameters need.
  ///
  /// `transposes` holds each weight but the first layer's as `[out x in]`, in panels; the divergence counts
  /// `divergenceWeight` times.
  func backward(count: Int, transposes: UnsafeMutablePointer<Float>, divergenceWeight: Float) {
    for index in layout.decoder.dropFirst().reversed() {
      runBack(layer: index, count: count, transposes)
    }
    runRows(count: count, .backward) { shard, worker in
      computeInputGradient(layer: layout.decoder.lowerBound, shard.rows, transposes, worker: worker)
      for row in shard.rows {
        posterior(row).gradient(
          codeGradient: codeGradients[row], noise: noise[row], deviation: deviations[row],
          divergenceWeight: divergenceWeight, into: outputGradients[layout.heads][row])
      }
      if layout.heads > 0 {
        computeInputGradient(layer: layout.heads, shard.rows, transposes, worker: worker)
      }
    }
    for index in (0..<layout.heads).dropFirst().reversed() {
      runBack(layer: index, count: count, transposes)
    }
  }

  /// The gradient of a tile's weights over the first `count` rows of the batch, `[rows x columns]` of the tile.
  func weightGradient(_ tile: ParameterTile, count: Int, into gradient: MatrixView, worker: Int) {
    let scratch = scratch[worker].start
    func outputGradient(_ rows: Range<Int>) -> MatrixView {
      outputGradients[tile.layer][rows].columns(tile.columns)
    }
    if let lists = lists[tile.layer] {
      for shard in RowShards(rows: count, threads: workers.threads) {
        guard let inputs = lists.inputs(of: shard) else { return }
        kernels.multiply(
          inputs.rows(tile.rows), outputGradient(shard.rows), into: gradient, accumulating: shard.index > 0,
          scratch: scratch)
      }
    } else if let input = input(of: tile.layer, 0..<count) {
      kernels.weightGradient(
        input: input.columns(tile.rows), outputGradient: outputGradient(0..<count), into: gradient,
        scratch: scratch)
    }
  }

  /// The gradient of a tile's bias over the first `count` rows of the batch.
  func biasGradient(_ tile: ParameterTile, count: Int, into gradient: UnsafeMutablePointer<Float>) {
    kernels.biasGradient(outputGradients[tile.layer][0..<count].columns(tile.columns), into: gradient)
  }

  private func runBack(layer index: Int, count: Int, _ transposes: UnsafeMutablePointer<Float>) {
    runPanels(layout.layers[index].transposedPanels, count: count, .backward) { panel, rows, worker in
      computeInputGradient(layer: index, panel: panel, rows, transposes, worker: worker)
    }
  }

  /// The gradient of all of a layer's inputs for some rows.
  private func computeInputGradient(
    layer index: Int, _ rows: Range<Int>, _ transposes: UnsafeMutablePointer<Float>, worker: Int
  ) {
    for panel in layout.layers[index].transposedPanels.indices {
      computeInputGradient(layer: index, panel: panel, rows, transposes, worker: worker)
    }
  }

  /// The gradient of one panel of a layer's inputs for some rows, through the activation that gave them.
  private func computeInputGradient(
    layer index: Int, panel: Int, _ rows: Range<Int>, _ transposes: UnsafeMutablePointer<Float>, worker: Int
  ) {
    let layer = layout.layers[index]
    let columns = layer.transposedPanels[panel]
    let isFirstOfDecoder = index == layout.decoder.lowerBound
    let target = isFirstOfDecoder ? codeGradients : outputGradients[index - 1]
    let slope: ProductFinish? =
      isFirstOfDecoder
      ? nil
      : .slope(of: layout.activation(of: index - 1), outputs: outputs[index - 1][rows].columns(columns))
    kernels.inputGradient(
      outputGradients[index][rows], transposedWeight: layer.transposedWeight(panel: panel, in: transposes),
      slope: slope, into: target[rows].columns(columns), scratch: scratch[worker].start)
  }
}
