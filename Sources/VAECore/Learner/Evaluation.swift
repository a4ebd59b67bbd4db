/// Measures how good a model is on a set of images, some of them at a time, in floats.
struct Evaluation {
  /// Images that go through the network at a time; the variety is measured on the first so many too.
  private static let imagesAtOnce = 128

  private let architecture: Architecture
  private let weights: NetworkWeights
  private let methods: [ProductMethod]
  private let workspace: Workspace

  /// An evaluation of the model with these weights, shared among the workers.
  init(_ architecture: Architecture, weights: NetworkWeights, workers: WorkerPool, kernels: Kernels) {
    self.architecture = architecture
    self.weights = weights
    methods = Self.methods(architecture)
    workspace = Workspace(kernels: kernels, workers: workers)
  }

  /// How the layers' products are computed, whatever the precision of training.
  static func methods(_ architecture: Architecture) -> [ProductMethod] {
    ParameterLayout(architecture).methods(.fp32, imagesHaveZeros: true)
  }

  /// The result on the first `count` images; the sums run in the images' order.
  func result<Element: BitwiseCopyable>(
    _ pixels: [Element], as batchImages: (BatchRows<Element>) -> BatchImages, count: Int, seed: UInt64,
    atMean: Bool
  ) -> EvaluationResult {
    precondition(count >= 1, "An evaluation of \(count) images.")
    let capacity = min(count, Self.imagesAtOnce)
    let network = Network(
      architecture, weights: weights, capacity: capacity, purpose: .evaluation, methods: methods,
      workspace: workspace)
    let plan = StepPlan(workers: workspace.workers)
    network.planForward(plan)
    let indices = Buffer(count: capacity, repeating: 0)
    defer { withExtendedLifetime(indices) {} }
    var (reconstruction, kl) = (0.0, 0.0)
    var latents = LatentStatistics(latentSize: architecture.latentSize)
    var variety = 1.0
    pixels.withUnsafeBufferPointer { pixels in
      for start in stride(from: 0, to: count, by: capacity) {
        let images = start..<min(start + capacity, count)
        for (row, image) in images.enumerated() { indices[row] = image }
        let batch = batchImages(
          BatchRows(pixels, columns: architecture.pixels, indices: indices.start, count: images.count))
        network.context.set(batch)
        if !atMean {
          network.context.noise = .random(seed: seed, purpose: .evaluation, step: 0, firstRow: start)
        }
        plan.run(rows: images.count)
        network.loss.addLosses(count: images.count, to: &reconstruction)
        network.latent.addKL(count: images.count, to: &kl)
        network.latent.addPosteriors(count: images.count, to: &latents)
        if start == 0 { variety = self.variety(of: batch, network.pixels) }
      }
      network.context.clear()
    }
    let loss = VAE.Loss(reconstruction: reconstruction / Double(count), kl: kl / Double(count))
    return EvaluationResult(loss: loss, latents: latents, variety: variety)
  }

  /// How much the reconstructions of a batch differ, as a share of how much its images do: the variance over images of
  /// each pixel, summed over pixels; 1 where the images do not differ.
  private func variety(of batch: BatchImages, _ logits: Edge) -> Double {
    guard let logits = logits.values else { return 1 }
    var images = [RunningVariance](repeating: RunningVariance(), count: batch.pixels)
    var reconstructions = images
    let reconstruction = FloatBuffer(count: batch.pixels)
    for row in 0..<batch.count {
      workspace.kernels.means(
        architecture.likelihood, logits[row], count: batch.pixels, into: reconstruction.start)
      let share = 1 / Double(row + 1)
      for j in 0..<batch.pixels {
        images[j].add(batch.value(row: row, pixel: j), share: share)
        reconstructions[j].add(Double(reconstruction[j]), share: share)
      }
    }
    let available = images.reduce(0) { $0 + $1.squaredDeviations }
    return available == 0 ? 1 : reconstructions.reduce(0) { $0 + $1.squaredDeviations } / available
  }
}

extension Kernels {
  /// The expected values of pixels, from their parameters.
  fileprivate func means(
    _ likelihood: Likelihood, _ parameters: UnsafePointer<Float>, count: Int,
    into means: UnsafeMutablePointer<Float>
  ) {
    switch likelihood {
    case .bernoulli: table.sigmoid(count, parameters, means)
    }
  }
}

/// The result of an evaluation.
public struct EvaluationResult: Sendable, Equatable {
  /// The mean over images, in nats per image.
  public let loss: VAE.Loss
  /// What the posteriors of the images were.
  public let latents: LatentStatistics
  /// How much reconstructions differ from image to image, as a share of how much the images do: the variance over
  /// images of each pixel, summed over pixels.
  ///
  /// It is near 0 where all reconstructions are alike, near 1 where they are true, and 1 where the images
  /// themselves do not differ. Measured on the first 128 images.
  public let variety: Double
}

extension VAE {
  /// How good the model is on the first `count` images in `pixels`, `[images x pixels]`, bytes for 0...1.
  ///
  /// The noise depends on the seed and the image alone; without noise, `atMean`, codes are their posteriors' means. The
  /// number of threads does not change the result. `count` is at least 1 and at most the number of images.
  public func evaluate(
    pixels: [UInt8], count: Int, seed: UInt64 = 1, atMean: Bool = false, workers: WorkerPool = WorkerPool(),
    kernels: Kernels = .best
  ) -> EvaluationResult {
    evaluation(workers, kernels)
      .result(pixels, as: BatchImages.bytes, count: count, seed: seed, atMean: atMean)
  }

  /// The same for images of floats in 0...1.
  public func evaluate(
    values: [Float], count: Int, seed: UInt64 = 1, atMean: Bool = false, workers: WorkerPool = WorkerPool(),
    kernels: Kernels = .best
  ) -> EvaluationResult {
    evaluation(workers, kernels)
      .result(values, as: BatchImages.floats, count: count, seed: seed, atMean: atMean)
  }

  private func evaluation(_ workers: WorkerPool, _ kernels: Kernels) -> Evaluation {
    let weights = NetworkWeights(
      self, purpose: .evaluation, methods: Evaluation.methods(architecture),
      workspace: Workspace(kernels: kernels, workers: workers))
    return Evaluation(architecture, weights: weights, workers: workers, kernels: kernels)
  }
}
