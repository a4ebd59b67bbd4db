/// Trains one VAE: each step takes a batch forward and back through the network and updates the parameters.
///
///     let learner = Learner(model: try VAE(architecture), batchSize: 128)
///     for epoch in 1...10 {
///       for batch in batches(epoch) { learner.step(pixels: pixels, rows: batch) }
///     }
///     let model = learner.snapshot()
///
/// No sum is ever split by threads, so one seed on one instruction set has bit-identical parameters with any number of
/// them. In the steady state a step allocates nothing.
public final class Learner {
  /// The weight of the KL in the objective, from 0; it may be changed between steps.
  public var beta: Float = 1
  /// The nats of each latent dimension's KL, a mean over the batch, that cost nothing; it may be changed between steps.
  ///
  /// A KL below that has no gradient. Source: Kingma et al. 2016, arXiv 1606.04934, appendix C.8.
  public var freeBits: Float = 0
  /// The number of updates so far.
  public private(set) var step = 0
  /// What the model is made of.
  public let architecture: Architecture
  /// The largest number of images that a step takes.
  public let batchSize: Int
  /// What is minimized.
  public let objective: Objective
  /// Measures the phases of steps, if set.
  package var timer: PhaseTimer? {
    didSet {
      precondition(
        timer.map { $0.workers >= workers.threads } ?? true, "A timer of fewer workers than the learner has.")
    }
  }

  private var optimizer: Optimizer
  private let seed: UInt64
  private let workers: WorkerPool
  private let kernels: Kernels
  private let weights: NetworkWeights
  private let network: Network
  private let forward: StepPlan
  private let backward: StepPlan
  private let update: ParameterUpdate
  private let indices: Buffer<Int>
  /// The posteriors of the batches since they were last taken.
  private var latents: LatentStatistics

  /// Begins with a model at step 0.
  ///
  /// - Parameters:
  ///   - model: Where training starts.
  ///   - batchSize: The largest number of images that a step takes, at least 1.
  ///   - objective: What is minimized.
  ///   - optimizer: What updates the parameters.
  ///   - seed: What the noise of the codes is drawn from.
  ///   - precision: In which numbers to multiply; the kernels must be able to.
  ///   - imagesHaveZeros: Whether enough pixels are black that skipping them pays, see `skipsZeros`; it changes no result
  ///     in floats, in bfloat16 roundings.
  ///   - workers: The threads to share the work, not to be used by anyone else during a step.
  ///   - kernels: The loops to use.
  public convenience init(
    model: VAE, batchSize: Int, objective: Objective = .elbo, optimizer: Optimizer = .adam(Adam()),
    seed: UInt64 = 1, precision: Learner.Precision = .fp32, imagesHaveZeros: Bool = true,
    workers: WorkerPool = WorkerPool(), kernels: Kernels = .best
  ) {
    self.init(
      model: model, batchSize: batchSize, objective: objective, optimizer: optimizer, seed: seed,
      precision: precision, imagesHaveZeros: imagesHaveZeros, workers: workers, kernels: kernels,
      exchange: nil)
  }

  /// The same with gradients that are summed between processes.
  package init(
    model: VAE, batchSize: Int, objective: Objective = .elbo, optimizer: Optimizer = .adam(Adam()),
    seed: UInt64 = 1, precision: Learner.Precision = .fp32, imagesHaveZeros: Bool = true, workers: WorkerPool,
    kernels: Kernels, exchange: (any GradientExchange)?
  ) {
    precondition(batchSize >= 1, "A batch of \(batchSize) images.")
    precondition(
      precision == .fp32 || kernels.hasBfloat16, "A precision of \(precision) with kernels that have none.")
    architecture = model.architecture
    self.batchSize = batchSize
    self.objective = objective
    self.optimizer = optimizer
    self.seed = seed
    self.workers = workers
    self.kernels = kernels
    let workspace = Workspace(kernels: kernels, workers: workers)
    let methods = ParameterLayout(architecture).methods(precision, imagesHaveZeros: imagesHaveZeros)
    weights = NetworkWeights(model, purpose: .training, methods: methods, workspace: workspace)
    network = Network(
      model.architecture, weights: weights, capacity: batchSize, purpose: .training, methods: methods,
      workspace: workspace)
    forward = StepPlan(workers: workers)
    network.planForward(forward)
    backward = StepPlan(workers: workers)
    network.planBackward(backward)
    update = ParameterUpdate(
      network.layers, in: weights.store, slotCount: optimizer.slotCount, workspace: workspace,
      exchange: exchange)
    indices = Buffer(count: batchSize, repeating: 0)
    latents = LatentStatistics(latentSize: model.architecture.latentSize)
  }

  /// Whether skipping black pixels is faster than multiplying by them, if they are so large a share of all, in 0...1.
  public static func skipsZeros(shareOfBlack: Double) -> Bool { shareOfBlack > 0.35 }

  /// The step size, which may be changed between steps.
  public var learningRate: Float {
    get { optimizer.learningRate }
    set { optimizer.learningRate = newValue }
  }

  /// The number of stages in a step, after each of which workers wait for one another.
  package var stageCount: Int { forward.stageCount + backward.stageCount + update.stageCount }
}

// Steps.
extension Learner {
  /// One step on a batch of images, bytes for 0...1; the loss that it returns is that before the update.
  ///
  /// - Parameters:
  ///   - pixels: All images, `[images x pixels]`.
  ///   - rows: The numbers, from 0, of the 1...batchSize images that make the batch.
  @discardableResult
  public func step(pixels: [UInt8], rows: some RandomAccessCollection<Int>) -> StepResult {
    withBatch(pixels, rows, as: BatchImages.bytes) { step($0) }
  }

  /// The same for images of floats in 0...1.
  @discardableResult
  public func step(values: [Float], rows: some RandomAccessCollection<Int>) -> StepResult {
    withBatch(values, rows, as: BatchImages.floats) { step($0) }
  }

  /// The loss of a batch and the objective's gradient by every parameter, in the order of the flat buffer.
  ///
  /// The noise is that of the next step. Nothing is updated.
  public func gradient(
    pixels: [UInt8], rows: some RandomAccessCollection<Int>
  ) -> (loss: VAE.Loss, gradient: [Float]) {
    withBatch(pixels, rows, as: BatchImages.bytes) { gradient($0) }
  }

  /// The same for images of floats in 0...1.
  public func gradient(
    values: [Float], rows: some RandomAccessCollection<Int>
  ) -> (loss: VAE.Loss, gradient: [Float]) {
    withBatch(values, rows, as: BatchImages.floats) { gradient($0) }
  }

  private func gradient(_ batch: BatchImages) -> (loss: VAE.Loss, gradient: [Float]) {
    let loss = pass(batch).loss
    return (loss, update.gradient(rows: batch.count))
  }

  private func step(_ batch: BatchImages) -> StepResult {
    let (loss, weightedKL, clamped) = pass(batch)
    let isUpdated =
      loss.isFinite && update.run(optimizer.update(step: step + 1), rows: batch.count, timer: timer)
    if isUpdated {
      network.latent.addPosteriors(count: batch.count, to: &latents)
      step += 1
    }
    return StepResult(
      loss: loss, weightedKL: weightedKL, clampedLogVariances: clamped, diverged: !isUpdated)
  }

  /// A batch forward, its losses, and back to the output of every layer.
  private func pass(_ batch: BatchImages) -> (loss: VAE.Loss, weightedKL: Double, clamped: Int) {
    let count = batch.count
    network.context.set(batch, gradientScale: 1 / Float(count))
    network.context.noise = .random(seed: seed, purpose: .reparameterization, step: step, firstRow: 0)
    forward.timer = timer
    forward.run(rows: count)
    var (reconstruction, kl) = (0.0, 0.0)
    network.loss.addLosses(count: count, to: &reconstruction)
    network.latent.addKL(count: count, to: &kl)
    let loss = VAE.Loss(reconstruction: reconstruction / Double(count), kl: kl / Double(count))
    let weightedKL = network.latent.weigh(
      objective, beta: beta, freeBits: freeBits, kl: loss.kl, count: count)
    backward.timer = timer
    backward.run(rows: count)
    return (loss, weightedKL, network.latent.clampedCount(of: count))
  }

  /// Calls `body` with the batch of some images.
  private func withBatch<Element: BitwiseCopyable, Result>(
    _ pixels: [Element], _ rows: some RandomAccessCollection<Int>,
    as images: (BatchRows<Element>) -> BatchImages, _ body: (BatchImages) -> Result
  ) -> Result {
    let count = select(rows)
    defer { network.context.clear() }
    return pixels.withUnsafeBufferPointer { pixels in
      body(images(BatchRows(pixels, columns: architecture.pixels, indices: indices.start, count: count)))
    }
  }

  /// Stores the numbers of the batch's images, and returns their count.
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
}

// The model as it is.
extension Learner {
  /// How good the model is on the first `count` images in `pixels`, `[images x pixels]`, bytes for 0...1.
  ///
  /// The noise depends on the seed and the image alone; without noise, `atMean`, codes are their posteriors' means.
  public func evaluate(
    pixels: [UInt8], count: Int, seed: UInt64 = 1, atMean: Bool = false
  ) -> EvaluationResult {
    evaluation.result(pixels, as: BatchImages.bytes, count: count, seed: seed, atMean: atMean)
  }

  /// The same for images of floats in 0...1.
  public func evaluate(
    values: [Float], count: Int, seed: UInt64 = 1, atMean: Bool = false
  ) -> EvaluationResult {
    evaluation.result(values, as: BatchImages.floats, count: count, seed: seed, atMean: atMean)
  }

  private var evaluation: Evaluation {
    Evaluation(architecture, weights: weights, workers: workers, kernels: kernels)
  }

  /// What the posteriors of the batches were since this was last asked for, each before its step's update.
  ///
  /// A step that diverged has no part in it.
  public func takeLatents() -> LatentStatistics {
    defer { latents = LatentStatistics(latentSize: architecture.latentSize) }
    return latents
  }

  /// The model as it is now.
  public func snapshot() -> VAE { VAE(architecture, parameters: weights.store.flat) }

  /// The state as it is now, to go back to.
  public var state: LearnerState {
    LearnerState(step: step, model: snapshot(), slots: update.slots.map(weights.store.flattened))
  }

  /// Goes on from a state of a learner of the same architecture and optimizer, whatever this one has done since.
  ///
  /// The latents of batches that were not taken yet are dropped: their steps are taken back.
  public func restore(_ state: LearnerState) {
    precondition(
      state.model.architecture == architecture && state.slots.count == update.slots.count,
      "The state of \(state.model.architecture) for a learner of \(architecture).")
    step = state.step
    weights.store.load(state.model, kernels: kernels)
    for (slot, values) in zip(update.slots, state.slots) { weights.store.pack(values, into: slot) }
    latents = LatentStatistics(latentSize: architecture.latentSize)
  }
}

extension Learner {
  /// In which numbers a learner multiplies; parameters, moments, sums and losses are floats in any case.
  public enum Precision: String, Sendable, CaseIterable {
    /// Floats.
    case fp32
    /// The large products in bfloat16, rounded from floats: 8 bits of mantissa, at about twice the speed, on CPUs
    /// that have instructions for it.
    case bf16
  }
}

extension Kernels {
  /// Throws where these kernels cannot multiply in a precision.
  public func check(_ precision: Learner.Precision) throws(KernelError) {
    guard precision == .fp32 || hasBfloat16 else { throw .noBfloat16(kernels: name) }
  }
}

/// The result of one training step.
public struct StepResult: Sendable, Equatable {
  /// The loss of the batch before the update, in nats per image.
  public let loss: VAE.Loss
  /// The KL as the objective counts it: `beta * sum_j max(freeBits, KL_j)`, in nats per image.
  public let weightedKL: Double
  /// The number of log variances that were clamped, out of batch x latent.
  public let clampedLogVariances: Int
  /// Whether the loss, or what the optimizer keeps, was infinite or NaN; the step does not count then.
  ///
  /// If it was the loss, the model is unchanged. If it was the optimizer's moments, parameters whose own moments were
  /// finite have moved, and the others may be NaN.
  public let diverged: Bool
}
