import CKernels

/// Trains one VAE: each step goes through the network with a batch and updates the parameters with Adam.
///
/// A step takes a batch forward and backward through the activations, layer by layer, and then some parameters at
/// a time: their gradient over the whole batch, and at once their update. No sum is ever split by threads, so one
/// seed on one instruction set gives bit-identical parameters with any number of them.
///
/// In the steady state a step allocates nothing, but for the small box in which the language runtime hands a
/// phase's closure to other threads.
public final class Learner {
  /// The weight of the divergence in the objective.
  public var beta: Float = 1
  /// How many nats the divergence of each latent dimension counts at least, being the mean over the batch.
  ///
  /// Below that it has no gradient. It may be changed between steps. Source: Kingma et al. 2016, arXiv 1606.04934,
  /// appendix C.8.
  public var freeBits: Float = 0
  /// How many updates were made.
  public private(set) var step = 0
  /// The sizes of the model's layers.
  public let architecture: Architecture
  /// The most images that a step takes.
  public let batchSize: Int
  /// Measures the phases of steps, where there is one.
  public var timer: PhaseTimer? {
    get { pass.timer }
    set { pass.timer = newValue }
  }

  private var adam: Adam
  private let seed: UInt64
  private let workers: WorkerPool
  private let kernels: Kernels
  private let layout: NetworkLayout
  /// The tasks of an update.
  private let tiles: [ParameterTile?]
  private let pass: NetworkPass
  private let indices: Buffer<Int>
  /// Whether each tile's moments were finite after the last update.
  private let tilesAreFinite: Buffer<Bool>
  private let weights: PanelWeights
  /// A tile's gradient for each worker: used up by the optimiser before the cache lets go of it.
  private let tileGradients: [FloatBuffer]
  /// In the order of the parameters in `weights`.
  private let moments: AdamMoments
  /// Of the batches since they were last taken.
  private var latents: LatentStatistics

  /// Takes up a model at step 0.
  ///
  /// - Parameters:
  ///   - model: Where training starts.
  ///   - batchSize: The most images that a step takes, at least 1.
  ///   - adam: The optimiser's constants.
  ///   - seed: Of the noise.
  ///   - precision: In which numbers to multiply; the kernels must be able to.
  ///   - imagesHaveZeros: Whether enough pixels are black that skipping them pays; in floats it changes
  ///     no result.
  ///   - workers: Who does the work, not to be used by anyone else during a step.
  ///   - kernels: The loops to use.
  public init(
    model: VAE, batchSize: Int, adam: Adam = Adam(), seed: UInt64, precision: Precision = .fp32,
    imagesHaveZeros: Bool = true,
    workers: WorkerPool, kernels: Kernels
  ) {
    precondition(batchSize >= 1, "A batch of \(batchSize) images.")
    precondition(
      precision == .fp32 || kernels.hasBfloat16, "A precision of \(precision) with kernels that have none.")
    architecture = model.architecture
    self.batchSize = batchSize
    self.adam = adam
    self.seed = seed
    self.workers = workers
    self.kernels = kernels
    layout = NetworkLayout(model.architecture)
    let methods = ProductMethod.methods(layout, precision: precision, imagesHaveZeros: imagesHaveZeros)
    pass = NetworkPass(
      layout: layout, capacity: batchSize, workers: workers, kernels: kernels, methods: methods, learns: true)
    weights = PanelWeights(
      model, methods: methods, learns: true, workers: workers.threads, kernels: kernels)
    tiles = ParameterTile.tasks(of: weights.layout, workers: workers.threads)
    indices = Buffer(count: batchSize, repeating: 0)
    tilesAreFinite = Buffer(count: tiles.count, repeating: true)
    tileGradients = (0..<workers.threads).map { _ in FloatBuffer(count: ParameterTile.mostWeights) }
    moments = AdamMoments(count: weights.parameters.count)
    latents = LatentStatistics(latentSize: model.architecture.latentSize)
  }

  /// Whether skipping zeros is faster than multiplying by them, where they are so large a share of the input.
  public static func paysToSkip(_ share: Double) -> Bool { share > 0.35 }

  /// The step size, which may be changed between steps.
  public var learningRate: Float {
    get { adam.learningRate }
    set { adam.learningRate = newValue }
  }

  /// One step on a batch; the loss that comes back is that before the update.
  ///
  /// - Parameters:
  ///   - pixels: All images, `[images x pixels]` bytes.
  ///   - rows: The numbers, from 0, of the 1...batchSize images that make the batch.
  public func step(pixels: [UInt8], rows: some RandomAccessCollection<Int>) -> StepResult {
    let count = select(rows)
    let (total, weightedKL) = passBatch(pixels: pixels, count: count)
    let loss = total.mean(over: count)
    let diverged = !loss.isFinite || !update(count: count)
    if !diverged {
      pass.addPosteriors(count: count, to: &latents)
      step += 1
    }
    return StepResult(
      loss: loss, weightedKL: weightedKL, clampedLogVariances: total.clampedLogVariances, diverged: diverged)
  }

  /// The loss of a batch and the objective's gradient by every parameter, in the order of the flat buffer.
  ///
  /// The noise is that of the next step. Nothing is updated.
  public func gradient(
    pixels: [UInt8], rows: some RandomAccessCollection<Int>
  ) -> (loss: Loss, gradient: [Float]) {
    let count = select(rows)
    let (total, _) = passBatch(pixels: pixels, count: count)
    let gradient = FloatBuffer(count: weights.parameters.count)
    workers.run(tasks: tiles.count) { task, worker in
      guard let tile = tiles[task] else { return }
      computeGradient(tile, count: count, into: gradient.start + tile.weightRange.lowerBound, worker: worker)
      if let bias = tile.biasRange {
        pass.biasGradient(tile, count: count, into: gradient.start + bias.lowerBound)
      }
    }
    return (total.mean(over: count), weights.flattened(gradient))
  }

  /// How good the model is on the first `count` images in `pixels`, `[images x pixels]` bytes.
  ///
  /// The noise depends on the seed and the image alone, or is left out: then the code is the posterior's
  /// mean.
  public func evaluate(
    pixels: [UInt8], count: Int, seed: UInt64, atMean: Bool = false
  ) -> EvaluationResult {
    Evaluation(layout: layout, workers: workers, kernels: kernels)
      .result(pixels: pixels, count: count, seed: seed, atMean: atMean, weights: weights)
  }

  /// What the posteriors of the batches were since this was last asked for, each before its step's update.
  ///
  /// A step that diverged has no part in it.
  public func takeLatents() -> LatentStatistics {
    defer { latents = LatentStatistics(latentSize: architecture.latentSize) }
    return latents
  }

  /// The model as it is now.
  public func snapshot() -> VAE {
    VAE(architecture, parameters: weights.flat)
  }

  /// The state as it is now, to go back to.
  public var state: LearnerState {
    LearnerState(
      step: step, model: snapshot(), firstMoments: weights.flattened(moments.first),
      secondMoments: weights.flattened(moments.second))
  }

  /// Goes on from a state of a learner of the same architecture, whatever became of this one.
  ///
  /// The latents of batches that were not taken yet are dropped: their steps are taken back.
  public func restore(_ state: LearnerState) {
    precondition(
      state.model.architecture == architecture,
      "The state of \(state.model.architecture) for a learner of \(architecture).")
    step = state.step
    weights.load(state.model, kernels: kernels)
    weights.pack(state.firstMoments, into: moments.first)
    weights.pack(state.secondMoments, into: moments.second)
    latents = LatentStatistics(latentSize: architecture.latentSize)
  }
}

// What a step is made of.
extension Learner {
  /// Notes which images make up the batch, and returns how many they are.
  private func select(_ rows: some RandomAccessCollection<Int>) -> Int {
    precondition(
      rows.count >= 1 && rows.count <= batchSize,
      "A batch of \(rows.count) images, with room for \(batchSize).")
    let copied: Void? = rows.withContiguousStorageIfAvailable { rows in
      for (row, image) in rows.enumerated() { indices[row] = image }
    }
    // Element by element, a collection that is only known as such allocates for each.
    if copied == nil {
      for (row, image) in rows.enumerated() { indices[row] = image }
    }
    return rows.count
  }

  /// The selected batch forward, its losses and the divergence as the objective counts it, and backward to every
  /// layer's output.
  private func passBatch(pixels: [UInt8], count: Int) -> (total: RowLoss, weightedKL: Double) {
    pixels.withUnsafeBufferPointer { pixels in
      pass.forward(
        BatchImages(pixels, pixels: architecture.pixels, indices: indices.start, count: count),
        weights: weights,
        noise: .random(seed: seed, purpose: .reparameterization, step: step, firstRow: 0),
        gradientScale: 1 / Float(count))
    }
    var total = RowLoss()
    pass.addLosses(count: count, to: &total)
    let weightedKL = pass.weighDivergence(
      count: count, beta: beta, freeBits: freeBits, kl: total.mean(over: count).kl)
    pass.backward(count: count, weights: weights)
    return (total, weightedKL)
  }

  /// Every tile's gradient over the batch that has gone through, and its update; false where a moment is no
  /// longer finite.
  private func update(count: Int) -> Bool {
    let constants = adam.constants(step: step + 1)
    workers.run(tasks: tiles.count) { task, worker in
      guard let tile = tiles[task] else { return }
      let gradient = tileGradients[worker].start
      pass.timer?.begin(worker: worker)
      computeGradient(tile, count: count, into: gradient, worker: worker)
      pass.timer?.lap(.gradient, worker: worker)
      var isFinite = updateParameters(tile.weightRange, gradient, constants)
      if let bias = tile.biasRange {
        pass.biasGradient(tile, count: count, into: gradient)
        isFinite = updateParameters(bias, gradient, constants) && isFinite
      }
      tilesAreFinite[task] = isFinite
      pass.timer?.lap(.update, worker: worker)
      weights.refresh(tile, kernels: kernels, worker: worker)
      pass.timer?.lap(.refresh, worker: worker)
    }
    return tiles.indices.allSatisfy { tilesAreFinite[$0] }
  }

  /// The gradient of a tile's weights.
  private func computeGradient(
    _ tile: ParameterTile, count: Int, into gradient: UnsafeMutablePointer<Float>, worker: Int
  ) {
    pass.weightGradient(
      tile, count: count,
      into: MatrixView(gradient, rows: tile.rows.count, columns: tile.columns.count), worker: worker)
  }

  private func updateParameters(
    _ range: Range<Int>, _ gradient: UnsafeMutablePointer<Float>, _ constants: latentwalk_adam
  ) -> Bool {
    kernels.adamStep(
      range, parameters: weights.parameters.start, gradient: gradient, moments: moments, constants: constants)
  }
}
