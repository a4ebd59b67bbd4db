extension NetworkPass {
  /// From a batch of images to its losses.
  ///
  /// With a `gradientScale` the logits are replaced by so many times the reconstruction loss's gradient.
  func forward(
    _ batch: BatchImages, weights: PanelWeights, noise source: Noise, gradientScale: Float?
  ) {
    let count = batch.count
    let pass = ForwardPass(batch: batch, weights: weights, gradientScale: gradientScale)
    runRows(count: count, .load) { shard, worker in load(batch, shard, worker: worker) }
    for index in 0..<layout.heads { runForward(layer: index, pass) }
    runRows(count: count, .forward) { shard, worker in
      if layout.heads > 0 { prepareInput(of: layout.heads, shard, worker: worker) }
      compute(layer: layout.heads, shard.rows, pass, worker: worker)
      for row in shard.rows { sample(row, noise: source) }
      let first = layout.decoder.lowerBound
      prepareInput(of: first, shard, worker: worker)
      compute(layer: first, shard.rows, pass, worker: worker)
      if layout.decoder.count > 1 { prepareInput(of: first + 1, shard, worker: worker) }
    }
    for index in layout.decoder.dropFirst() { runForward(layer: index, pass) }
  }

  /// One wide layer; the inputs of those that follow rows are prepared already.
  private func runForward(layer index: Int, _ pass: ForwardPass) {
    let count = pass.batch.count
    if methods[index] != .dense && index != 0 && index != layout.decoder.lowerBound + 1 {
      runRows(count: count, .forward) { shard, worker in prepareInput(of: index, shard, worker: worker) }
    }
    runPanels(layout.layers[index].panels, count: count, .forward) { panel, rows, worker in
      compute(layer: index, panel: panel, rows, pass, worker: worker)
    }
  }

  /// Turns the bytes of images into floats, or lists those that are not black.
  private func load(_ batch: BatchImages, _ shard: RowShard, worker: Int) {
    let images = batch.images(shard.rows)
    if case .lists(let lists) = operands[0] {
      kernels.listImages(images, into: lists.rows(shard.rows))
      lists.listInputs(of: shard, kernels: kernels, worker: worker)
    } else if let floats = self.images {
      kernels.gatherImages(images, into: floats[shard.rows])
      prepareInput(of: 0, shard, worker: worker)
    }
  }

  /// Makes of a layer's inputs, once all of a shard's are there, what its products need.
  func prepareInput(of index: Int, _ shard: RowShard, worker: Int) {
    guard let input = input(of: index, shard.rows) else { return }
    switch operands[index] {
    case .floats:
      break
    case .lists(let lists):
      kernels.listNonzero(input, into: lists.rows(shard.rows))
      lists.listInputs(of: shard, kernels: kernels, worker: worker)
    case .pairs(let pairs, _):
      pairs.update(rows: shard.rows, columns: 0..<input.columns, from: input, kernels: kernels)
    }
  }

  /// All panels of a layer for some rows.
  private func compute(layer index: Int, _ rows: Range<Int>, _ pass: ForwardPass, worker: Int) {
    for panel in layout.layers[index].panels.indices {
      compute(layer: index, panel: panel, rows, pass, worker: worker)
    }
  }

  /// One panel of a layer for some rows; with the logits comes their loss.
  private func compute(
    layer index: Int, panel: Int, _ rows: Range<Int>, _ pass: ForwardPass, worker: Int
  ) {
    computeProduct(layer: index, panel: panel, rows, pass.weights, worker: worker)
    if index == layout.layers.count - 1 {
      timer?.lap(.forward, worker: worker)
      addLoss(panel: panel, rows, pass)
      if pass.gradientScale != nil {
        prepareGradient(of: index, rows, columns: layout.logits.panels[panel])
      }
      timer?.lap(.loss, worker: worker)
    }
  }

  /// One panel of a layer for some rows, activated.
  func computeProduct(
    layer index: Int, panel: Int, _ rows: Range<Int>, _ weights: PanelWeights, worker: Int
  ) {
    let columns = layout.layers[index].panels[panel]
    let output = outputs[index][rows].columns(columns)
    let finish = ProductFinish.affine(
      bias: weights.bias(layer: index, panel: panel), activation: layout.activation(of: index))
    let weight = weights.weight(layer: index, panel: panel)
    switch operands[index] {
    case .floats:
      guard let input = input(of: index, rows) else { preconditionFailure("Images that are lists only.") }
      kernels.multiply(input, weight, into: output, finish: finish, scratch: scratch[worker].start)
    case .lists(let lists):
      kernels.multiply(
        lists.rows(rows), weight, into: output, finish: finish, scratch: scratch[worker].start)
    case .pairs(let pairs, _):
      guard let weight = weights.pairedWeight(layer: index, panel: panel) else {
        preconditionFailure("Layer \(index) has no weight in pairs.")
      }
      kernels.multiply(
        pairs.alongRows(rows), weight, into: output, finish: finish, scratch: pairScratch[worker].start)
    }
  }

  /// The reconstruction loss of some rows of one panel of the logits.
  private func addLoss(panel: Int, _ rows: Range<Int>, _ pass: ForwardPass) {
    let (images, columns) = (pass.batch.images(rows), layout.logits.panels[panel])
    let logits = outputs[layout.layers.count - 1][rows].columns(columns)
    for (index, row) in rows.enumerated() {
      reconstructions[panel][row] = kernels.bernoulliLoss(
        logits: logits.row(index), targets: images[index] + columns.lowerBound, count: columns.count,
        scale: pass.gradientScale ?? 1, gradient: pass.gradientScale == nil ? nil : logits.row(index))
    }
  }

  private func sample(_ row: Int, noise source: Noise) {
    let noise = noise[row]
    switch source {
    case .none:
      noise.update(repeating: 0, count: layout.latentSize)
    case .random(let seed, let purpose, let step, let firstRow):
      var stream = RandomStream(seed: seed, purpose: purpose, step: step, row: firstRow + row)
      for j in 0..<layout.latentSize { noise[j] = stream.normal() }
    }
    let posterior = posterior(row)
    losses[row].clampedLogVariances = posterior.clampLogVariance()
    posterior.sample(noise: noise, deviation: deviations[row], code: codes[row])
    losses[row].kl = posterior.divergence(deviation: deviations[row])
  }
}

/// What the stages of one way forward share.
private struct ForwardPass {
  let batch: BatchImages
  let weights: PanelWeights
  let gradientScale: Float?
}
