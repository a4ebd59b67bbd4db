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
  private let scratch: [FloatBuffer]

  init(layout: NetworkLayout, capacity: Int, workers: Int, kernels: Kernels) {
    self.layout = layout
    self.kernels = kernels
    self.capacity = capacity
    images = FloatBuffer(count: capacity * layout.layers[0].inputs)
    let outputs = layout.layers.map { FloatBuffer(count: capacity * $0.outputs) }
    self.outputs = outputs
    outputGradients = outputs.dropLast().map { FloatBuffer(count: $0.count) } + outputs.suffix(1)
    codes = FloatBuffer(count: capacity * layout.latentSize)
    codeGradients = FloatBuffer(count: codes.count)
    noise = FloatBuffer(count: codes.count)
    deviations = FloatBuffer(count: codes.count)
    losses = Buffer(count: capacity, repeating: RowLoss())
    scratch = (0..<workers).map { _ in FloatBuffer(count: kernels.scratchCount) }
  }

  /// Turns the bytes of images into floats: row `i` becomes image `indices[i]`.
  func load(_ pixels: UnsafeBufferPointer<UInt8>, indices: Buffer<Int>, rows: Range<Int>) {
    let width = layout.layers[0].inputs
    let images = images.view(rows: capacity, columns: width)
    for row in rows {
      let image = indices[row]
      precondition(
        image >= 0 && image < pixels.count / width,
        "Image \(image) of a set of \(pixels.count / width).")
      if let start = pixels.baseAddress {
        kernels.table.scale_bytes(width, start + image * width, images.row(row))
      }
    }
  }

  /// From the images to the logits.
  func forward(_ rows: Range<Int>, parameters: UnsafeMutablePointer<Float>, noise: Noise, worker: Int) {
    for index in layout.encoder {
      run(layer: index, input: input(of: index, rows), rows, parameters: parameters, worker: worker)
    }
    for row in rows { sample(row, noise: noise) }
    for index in layout.decoder {
      run(layer: index, input: input(of: index, rows), rows, parameters: parameters, worker: worker)
    }
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

  /// The gradient of some rows of a layer's weight, `[in x out]`, over the first `count` rows of the batch.
  func weightGradient(
    layer index: Int, weightRows: Range<Int>, count: Int, into gradient: MatrixView, worker: Int
  ) {
    kernels.weightGradient(
      input: input(of: index, 0..<count).columns(weightRows),
      outputGradient: outputGradient(of: index, 0..<count), into: gradient.rows(weightRows),
      scratch: scratch[worker].start)
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
    layer index: Int, input: MatrixView, _ rows: Range<Int>, parameters: UnsafeMutablePointer<Float>,
    worker: Int
  ) {
    let layer = layout.layers[index]
    kernels.affine(
      input, weight: layer.weight(in: parameters), bias: layer.bias(in: parameters),
      activation: layout.activation(of: index), into: output(of: index, rows),
      scratch: scratch[worker].start)
  }

  private func runBack(
    layer index: Int, _ rows: Range<Int>, transposes: UnsafeMutablePointer<Float>, into target: MatrixView,
    worker: Int
  ) {
    kernels.inputGradient(
      outputGradient(of: index, rows),
      transposedWeight: layout.layers[index].transposedWeight(in: transposes), into: target,
      scratch: scratch[worker].start)
    if index != layout.decoder.lowerBound {
      kernels.multiplyByActivationGradient(
        target, output: output(of: index - 1, rows), activation: layout.activation(of: index - 1))
    }
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
