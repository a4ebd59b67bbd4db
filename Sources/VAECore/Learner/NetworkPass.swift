/// A batch on its way through a network, forward and backward, with room for all that it leaves behind.
///
/// The methods work on some rows of the batch, so that workers can share them out. Each row's numbers depend
/// on that row alone, never on which rows go with it.
final class NetworkPass {
  let layout: NetworkLayout
  let kernels: Kernels
  /// The most rows that a batch may have.
  let capacity: Int

  /// `[batch x pixels]`, in 0...1.
  private let images: FloatBuffer
  /// What each layer gives, `[batch x outputs]`.
  private let outputs: [FloatBuffer]
  /// The gradient by what each layer gives, `[batch x outputs]`; that of the logits replaces the logits.
  private let outputGradients: [FloatBuffer]
  /// The latent variables, `[batch x latent]` like the next three.
  private let codes: FloatBuffer
  private let codeGradients: FloatBuffer
  private let noise: FloatBuffer
  private let deviations: FloatBuffer
  private let losses: Buffer<RowLoss>
  private let methods: [ProductMethod]
  /// The transposed lists of the inputs that are full of zeros, for the gradients of weights.
  private let transposedLists: [TransposedLists?]
  private let workspaces: [Workspace]

  /// Makes room for batches of up to `capacity` rows.
  ///
  /// - Parameters:
  ///   - layout: The network's layers.
  ///   - capacity: The most rows that a batch may have.
  ///   - workers: How many threads take part.
  ///   - kernels: The loops to use.
  ///   - methods: How each layer's products with its input are worked out.
  ///   - keepsLists: Whether there will be gradients of weights.
  init(
    layout: NetworkLayout, capacity: Int, workers: Int, kernels: Kernels, methods: [ProductMethod],
    keepsLists: Bool
  ) {
    self.layout = layout
    self.kernels = kernels
    self.capacity = capacity
    self.methods = methods
    images = FloatBuffer(count: capacity * layout.layers[0].inputs)
    let outputs = layout.layers.map { FloatBuffer(count: capacity * $0.outputs) }
    self.outputs = outputs
    outputGradients = outputs.dropLast().map { FloatBuffer(count: $0.count) } + outputs.suffix(1)
    codes = FloatBuffer(count: capacity * layout.latentSize)
    codeGradients = FloatBuffer(count: codes.count)
    noise = FloatBuffer(count: codes.count)
    deviations = FloatBuffer(count: codes.count)
    losses = Buffer(count: capacity, repeating: RowLoss())
    let listed = layout.layers.indices.filter { methods[$0] == .nonzero }
    transposedLists = layout.layers.indices.map { index in
      guard keepsLists, listed.contains(index) else { return nil }
      return TransposedLists(width: layout.layers[index].inputs, capacity: capacity, threads: workers)
    }
    let widestList = listed.map { layout.layers[$0].inputs }.max() ?? 0
    workspaces = (0..<workers).map { _ in Workspace(widestList: widestList, kernels: kernels) }
  }

  /// Turns the bytes of images into floats: row `i` becomes image `indices[i]`.
  func load(_ pixels: UnsafeBufferPointer<UInt8>, indices: Buffer<Int>, rows: Range<Int>) {
    let width = layout.layers[0].inputs
    for row in rows {
      precondition(
        indices[row] >= 0 && indices[row] < pixels.count / width,
        "Image \(indices[row]) of a set of \(pixels.count / width).")
    }
    guard let start = pixels.baseAddress else { return }
    kernels.table.gather_images(
      rows.count, width, start, indices.start + rows.lowerBound, input(of: 0, rows).start)
  }

  /// From the images to the logits.
  func forward(_ shard: RowShard, parameters: UnsafeMutablePointer<Float>, noise: Noise, worker: Int) {
    for index in layout.encoder { run(layer: index, shard, parameters: parameters, worker: worker) }
    for row in shard.rows { sample(row, noise: noise) }
    for index in layout.decoder { run(layer: index, shard, parameters: parameters, worker: worker) }
  }

  /// Each row's reconstruction loss; with a scale, the logits are replaced by `scale` times the loss's
  /// gradient.
  func reconstructionLoss(_ rows: Range<Int>, gradientScale: Float?) {
    let logits = output(of: layout.layers.count - 1, rows)
    let targets = input(of: 0, rows)
    for (index, row) in rows.enumerated() {
      losses[row].reconstruction = kernels.bernoulliLoss(
        logits: logits.row(index), targets: targets.row(index), count: logits.columns,
        scale: gradientScale ?? 1, gradient: gradientScale == nil ? nil : logits.row(index))
    }
  }

  /// From the logits' gradient to those of all layers' outputs, which the gradients of parameters need.
  ///
  /// `transposes` holds each weight but the first layer's as `[out x in]`; the divergence counts
  /// `divergenceWeight` times.
  func backward(
    _ rows: Range<Int>, transposes: UnsafeMutablePointer<Float>, divergenceWeight: Float, worker: Int
  ) {
    for index in layout.decoder.reversed() {
      let target =
        index == layout.decoder.lowerBound ? codeGradient(rows) : outputGradient(of: index - 1, rows)
      runBack(layer: index, rows, transposes: transposes, into: target, worker: worker)
    }
    for row in rows {
      posterior(row).gradient(
        codeGradient: codeGradient(row..<row + 1).start, noise: latents(noise, row),
        deviation: latents(deviations, row), divergenceWeight: divergenceWeight,
        into: outputGradient(of: layout.heads, row..<row + 1).start)
    }
    for index in layout.encoder.dropFirst().reversed() {
      runBack(
        layer: index, rows, transposes: transposes, into: outputGradient(of: index - 1, rows), worker: worker)
    }
  }

  /// The gradient of some rows of a layer's weight, `[weightRows x out]`, over a batch that went through in
  /// these shards.
  func weightGradient(
    layer index: Int, weightRows: Range<Int>, shards: RowShards, into gradient: MatrixView, worker: Int
  ) {
    let scratch = workspaces[worker].products.start
    guard let lists = transposedLists[index] else {
      let rows = 0..<shards.rows
      return kernels.weightGradient(
        input: input(of: index, rows).columns(weightRows), outputGradient: outputGradient(of: index, rows),
        into: gradient, scratch: scratch)
    }
    for shard in shards {
      kernels.multiply(
        lists[shard].rows(weightRows), outputGradient(of: index, shard.rows), into: gradient,
        accumulating: shard.index > 0, scratch: scratch)
    }
  }

  /// The gradient of a layer's bias over the first `count` rows of the batch.
  func biasGradient(layer index: Int, count: Int, into gradient: UnsafeMutablePointer<Float>) {
    kernels.biasGradient(outputGradient(of: index, 0..<count), into: gradient)
  }

  /// Adds the losses of the first `count` rows to a total, from the first to the last.
  func addLosses(count: Int, to total: inout RowLoss) {
    for row in 0..<count { total += losses[row] }
  }
}

extension NetworkPass {
  private func input(of index: Int, _ rows: Range<Int>) -> MatrixView {
    let buffer =
      index == 0 ? images : index == layout.decoder.lowerBound ? codes : outputs[index - 1]
    return buffer.view(rows: capacity, columns: layout.layers[index].inputs).rows(rows)
  }

  private func output(of index: Int, _ rows: Range<Int>) -> MatrixView {
    outputs[index].view(rows: capacity, columns: layout.layers[index].outputs).rows(rows)
  }

  private func outputGradient(of index: Int, _ rows: Range<Int>) -> MatrixView {
    outputGradients[index].view(rows: capacity, columns: layout.layers[index].outputs).rows(rows)
  }

  private func codeGradient(_ rows: Range<Int>) -> MatrixView {
    codeGradients.view(rows: capacity, columns: layout.latentSize).rows(rows)
  }

  private func latents(_ buffer: FloatBuffer, _ row: Int) -> UnsafeMutablePointer<Float> {
    buffer.view(rows: capacity, columns: layout.latentSize).row(row)
  }

  private func posterior(_ row: Int) -> GaussianPosterior {
    GaussianPosterior(heads: output(of: layout.heads, row..<row + 1).start, latentSize: layout.latentSize)
  }

  private func run(
    layer index: Int, _ shard: RowShard, parameters: UnsafeMutablePointer<Float>, worker: Int
  ) {
    let layer = layout.layers[index]
    let (input, output) = (input(of: index, shard.rows), output(of: index, shard.rows))
    let (weight, bias) = (layer.weight(in: parameters), layer.bias(in: parameters))
    let (activation, workspace) = (layout.activation(of: index), workspaces[worker])
    switch methods[index] {
    case .dense:
      kernels.affine(
        input, weight: weight, bias: bias, activation: activation, into: output,
        scratch: workspace.products.start)
    case .nonzero:
      let lists = workspace.lists(of: input)
      kernels.listNonzero(input, into: lists)
      transposedLists[index].map {
        kernels.transposeNonzero(lists, into: $0[shard], lengths: workspace.listLengths.start)
      }
      kernels.affine(
        lists, weight: weight, bias: bias, activation: activation, into: output,
        scratch: workspace.products.start)
    }
  }

  private func runBack(
    layer index: Int, _ rows: Range<Int>, transposes: UnsafeMutablePointer<Float>, into target: MatrixView,
    worker: Int
  ) {
    let slope: ProductFinish? =
      index == layout.decoder.lowerBound
      ? nil : .slope(of: layout.activation(of: index - 1), outputs: output(of: index - 1, rows))
    kernels.inputGradient(
      outputGradient(of: index, rows),
      transposedWeight: layout.layers[index].transposedWeight(in: transposes), slope: slope, into: target,
      scratch: workspaces[worker].products.start)
  }

  private func sample(_ row: Int, noise source: Noise) {
    let noise = latents(noise, row)
    switch source {
    case .none:
      noise.update(repeating: 0, count: layout.latentSize)
    case .random(let seed, let purpose, let step, let firstRow):
      var stream = RandomStream(seed: seed, purpose: purpose, step: step, row: firstRow + row)
      for j in 0..<layout.latentSize { noise[j] = stream.normal() }
    }
    let posterior = posterior(row)
    losses[row].clampedLogVariances = posterior.clampLogVariance()
    posterior.sample(noise: noise, deviation: latents(deviations, row), code: latents(codes, row))
    losses[row].kl = posterior.divergence(deviation: latents(deviations, row))
  }
}
