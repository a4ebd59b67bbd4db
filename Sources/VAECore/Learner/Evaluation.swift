/// Works out the loss of a set of images, a chunk of them at a time.
struct Evaluation {
  let layout: NetworkLayout
  let workers: WorkerPool
  let kernels: Kernels

  /// The loss of the first `count` images, in nats per image; the sums run in the images' order.
  ///
  /// The weights are in panels.
  func loss(
    pixels: [UInt8], count: Int, seed: UInt64, atMean: Bool, parameters: UnsafeMutablePointer<Float>
  ) -> Loss {
    precondition(count >= 1, "The loss of \(count) images.")
    let capacity = min(count, 128)
    let pass = NetworkPass(
      layout: layout, capacity: capacity, workers: workers, kernels: kernels,
      methods: ProductMethod.methods(layout, imagesHaveZeros: true), learns: false)
    let indices = Buffer(count: capacity, repeating: 0)
    var total = RowLoss()
    pixels.withUnsafeBufferPointer { pixels in
      for start in stride(from: 0, to: count, by: capacity) {
        let images = start..<min(start + capacity, count)
        for (row, image) in images.enumerated() { indices[row] = image }
        pass.forward(
          BatchImages(
            pixels, pixels: layout.layers[0].inputs, indices: indices.start, count: images.count),
          parameters: parameters,
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
    let panels = FloatBuffer(count: layout.parameterCount)
    withParameters { layout.packPanels($0, into: panels.start) }
    return Evaluation(layout: layout, workers: workers, kernels: kernels)
      .loss(pixels: pixels, count: count, seed: seed, atMean: atMean, parameters: panels.start)
  }
}
