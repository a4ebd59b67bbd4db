/// Works out the loss of a set of images, some of them at a time.
struct Evaluation {
  private static let imagesAtOnce = 128

  let layout: NetworkLayout
  let workers: WorkerPool
  let kernels: Kernels

  /// The methods of an evaluation, which is in floats whatever the learner's precision.
  static func methods(_ layout: NetworkLayout) -> [ProductMethod] {
    ProductMethod.methods(layout, precision: .fp32, imagesHaveZeros: true)
  }

  /// The loss of the first `count` images, in nats per image; the sums run in the images' order.
  func loss(pixels: [UInt8], count: Int, seed: UInt64, atMean: Bool, weights: PanelWeights) -> Loss {
    precondition(count >= 1, "The loss of \(count) images.")
    let capacity = min(count, Self.imagesAtOnce)
    let pass = NetworkPass(
      layout: layout, capacity: capacity, workers: workers, kernels: kernels,
      methods: Self.methods(layout), learns: false)
    let indices = Buffer(count: capacity, repeating: 0)
    defer { withExtendedLifetime(indices) {} }
    var total = RowLoss()
    pixels.withUnsafeBufferPointer { pixels in
      for start in stride(from: 0, to: count, by: capacity) {
        let images = start..<min(start + capacity, count)
        for (row, image) in images.enumerated() { indices[row] = image }
        pass.forward(
          BatchImages(
            pixels, pixels: layout.layers[0].inputs, indices: indices.start, count: images.count),
          weights: weights,
          noise: atMean ? .none : .random(seed: seed, purpose: .evaluation, step: 0, firstRow: start),
          gradientScale: nil)
        pass.addLosses(count: images.count, to: &total)
      }
    }
    return total.mean(over: count)
  }
}

extension VAE {
  /// The loss of the first `count` images in `pixels`, `[images x pixels]` bytes, in nats per image.
  ///
  /// The noise depends on the seed and the image alone, or is left out: then the code is the posterior's
  /// mean. The number of threads does not show in the result.
  public func evaluate(
    pixels: [UInt8], count: Int, seed: UInt64, atMean: Bool = false, workers: WorkerPool, kernels: Kernels
  ) -> Loss {
    let layout = NetworkLayout(architecture)
    let weights = PanelWeights(
      self, methods: Evaluation.methods(layout), learns: false, workers: 1, kernels: kernels)
    return Evaluation(layout: layout, workers: workers, kernels: kernels)
      .loss(pixels: pixels, count: count, seed: seed, atMean: atMean, weights: weights)
  }
}
