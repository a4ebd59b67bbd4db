/// Works out how good a model is on a set of images, some of them at a time.
struct Evaluation {
  /// The variety is that of the first so many too.
  private static let imagesAtOnce = 128

  let layout: NetworkLayout
  let workers: WorkerPool
  let kernels: Kernels

  /// The methods of an evaluation, which is in floats whatever the learner's precision.
  static func methods(_ layout: NetworkLayout) -> [ProductMethod] {
    ProductMethod.methods(layout, precision: .fp32, imagesHaveZeros: true)
  }

  /// What the first `count` images give; the sums run in the images' order.
  func result(
    pixels: [UInt8], count: Int, seed: UInt64, atMean: Bool, weights: PanelWeights
  ) -> EvaluationResult {
    precondition(count >= 1, "An evaluation of \(count) images.")
    let capacity = min(count, Self.imagesAtOnce)
    let pass = NetworkPass(
      layout: layout, capacity: capacity, workers: workers, kernels: kernels,
      methods: Self.methods(layout), learns: false)
    let indices = Buffer(count: capacity, repeating: 0)
    defer { withExtendedLifetime(indices) {} }
    var total = RowLoss()
    var latents = LatentStatistics(latentSize: layout.latentSize)
    var variety = 1.0
    pixels.withUnsafeBufferPointer { pixels in
      for start in stride(from: 0, to: count, by: capacity) {
        let images = start..<min(start + capacity, count)
        for (row, image) in images.enumerated() { indices[row] = image }
        let batch = BatchImages(
          pixels, pixels: layout.layers[0].inputs, indices: indices.start, count: images.count)
        pass.forward(
          batch, weights: weights,
          noise: atMean ? .none : .random(seed: seed, purpose: .evaluation, step: 0, firstRow: start),
          gradientScale: nil)
        pass.addLosses(count: images.count, to: &total)
        pass.addPosteriors(count: images.count, to: &latents)
        if start == 0 { variety = pass.variety(of: batch) }
      }
    }
    return EvaluationResult(loss: total.mean(over: count), latents: latents, variety: variety)
  }
}

extension VAE {
  /// How good the model is on the first `count` images in `pixels`, `[images x pixels]` bytes.
  ///
  /// The noise depends on the seed and the image alone, or is left out: then the code is the posterior's
  /// mean. The number of threads does not show in the result.
  public func evaluate(
    pixels: [UInt8], count: Int, seed: UInt64, atMean: Bool = false, workers: WorkerPool, kernels: Kernels
  ) -> EvaluationResult {
    let layout = NetworkLayout(architecture)
    let weights = PanelWeights(
      self, methods: Evaluation.methods(layout), learns: false, workers: 1, kernels: kernels)
    return Evaluation(layout: layout, workers: workers, kernels: kernels)
      .result(pixels: pixels, count: count, seed: seed, atMean: atMean, weights: weights)
  }
}
