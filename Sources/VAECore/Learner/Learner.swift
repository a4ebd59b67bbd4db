/// Trains one VAE: each step goes through the network with a batch and updates the parameters with Adam.
///
/// A step has two phases, each shared out among the workers. The first takes some rows of the batch forward
/// and backward through the activations. The second takes some parameters at a time: their gradient over the
/// whole batch, and at once their update. No sum is ever split by threads, so one seed on one instruction set
/// gives bit-identical parameters with any number of them.
///
/// In the steady state a step allocates nothing, but for the small box in which the language runtime hands a
/// phase's closure to other threads.
public final class Learner {
  /// The weight of the divergence in the objective.
  public var beta: Float = 1
  /// How many updates were made.
  public private(set) var step = 0
  /// The sizes of the model's layers.
  public let architecture: Architecture
  /// The most images that a step takes.
  public let batchSize: Int
  /// Measures the phases of steps, where there is one.
  public var timer: PhaseTimer?

  private var adam: Adam
  private let seed: UInt64
  private let workers: WorkerPool
  private let kernels: Kernels
  private let layout: NetworkLayout
  private let tiles: [ParameterTile]
  private let pass: NetworkPass
  private let indices: Buffer<Int>
  /// Whether each tile's moments were finite after the last update.
  private let tilesAreFinite: Buffer<Bool>
  private let parameters: FloatBuffer
  /// A tile's gradient for each worker: used up by the optimiser before the cache lets go of it.
  private let tileGradients: [FloatBuffer]
  private let moments: AdamMoments
  /// Each weight but the first layer's as `[out x in]`, at its place in the flat buffer: the backward pass
  /// multiplies by it, and the update that changes a weight keeps it true.
  private let transposes: FloatBuffer

  /// Takes up a model at step 0.
  ///
  /// - Parameters:
  ///   - model: Where training starts.
  ///   - batchSize: The most images that a step takes, at least 1.
  ///   - adam: The optimiser's constants.
  ///   - seed: Of the noise.
  ///   - imagesHaveZeros: Whether enough pixels are black that skipping them pays; it changes no result.
  ///   - workers: Who does the work, not to be used by anyone else during a step.
  ///   - kernels: The loops to use.
  public init(
    model: VAE, batchSize: Int, adam: Adam = Adam(), seed: UInt64, imagesHaveZeros: Bool = true,
    workers: WorkerPool, kernels: Kernels
  ) {
    precondition(batchSize >= 1, "A batch of \(batchSize) images.")
    architecture = model.architecture
    self.batchSize = batchSize
    self.adam = adam
    self.seed = seed
    self.workers = workers
    self.kernels = kernels
    layout = NetworkLayout(model.architecture)
    tiles = ParameterTile.tiles(of: layout)
    pass = NetworkPass(
      layout: layout, capacity: batchSize, workers: workers.threads, kernels: kernels,
      methods: ProductMethod.methods(layout, imagesHaveZeros: imagesHaveZeros), keepsLists: true)
    indices = Buffer(count: batchSize, repeating: 0)
    tilesAreFinite = Buffer(count: tiles.count, repeating: true)
    parameters = FloatBuffer(model.parameters)
    let largestTile = tiles.map(\.range.count).max() ?? 0
    tileGradients = (0..<workers.threads).map { _ in FloatBuffer(count: largestTile) }
    moments = AdamMoments(count: parameters.count)
    transposes = FloatBuffer(count: parameters.count)
    for tile in tiles { transpose(tile) }
  }

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
    let shards = RowShards(rows: select(rows), threads: workers.threads)
    let total = passBatch(pixels: pixels, shards)
    let loss = total.mean(over: shards.rows)
    guard loss.isFinite else {
      return StepResult(loss: loss, clampedLogVariances: total.clampedLogVariances, diverged: true)
    }
    let constants = adam.constants(step: step + 1)
    workers.run(tasks: tiles.count) { task, worker in
      let (tile, gradient) = (tiles[task], tileGradients[worker].start)
      timer?.begin(worker: worker)
      computeGradient(tile, shards, into: gradient, worker: worker)
      timer?.lap(.gradient, worker: worker)
      tilesAreFinite[task] = kernels.adamStep(
        tile.range, parameters: parameters.start, gradient: gradient, moments: moments,
        constants: constants)
      timer?.lap(.update, worker: worker)
      transpose(tile)
      timer?.lap(.transpose, worker: worker)
    }
    guard tiles.indices.allSatisfy({ tilesAreFinite[$0] }) else {
      return StepResult(loss: loss, clampedLogVariances: total.clampedLogVariances, diverged: true)
    }
    step += 1
    return StepResult(loss: loss, clampedLogVariances: total.clampedLogVariances, diverged: false)
  }

  /// The loss of a batch and its gradient by every parameter, in the order of the flat buffer.
  ///
  /// The noise is that of the next step. Nothing is updated.
  public func gradient(
    pixels: [UInt8], rows: some RandomAccessCollection<Int>
  ) -> (loss: Loss, gradient: [Float]) {
    let shards = RowShards(rows: select(rows), threads: workers.threads)
    let total = passBatch(pixels: pixels, shards)
    let gradient = FloatBuffer(count: parameters.count)
    workers.run(tasks: tiles.count) { task, worker in
      let tile = tiles[task]
      computeGradient(tile, shards, into: gradient.start + tile.range.lowerBound, worker: worker)
    }
    return (total.mean(over: shards.rows), gradient.elements)
  }

  /// The loss of the first `count` images in `pixels`, in nats per image.
  ///
  /// The noise depends on the seed and the image alone, or is left out: then the code is the posterior's
  /// mean.
  public func evaluate(pixels: [UInt8], count: Int, seed: UInt64, atMean: Bool = false) -> Loss {
    Evaluation(layout: layout, workers: workers, kernels: kernels)
      .loss(pixels: pixels, count: count, seed: seed, atMean: atMean, parameters: parameters.start)
  }

  /// The model as it is now.
  public func snapshot() -> VAE {
    VAE(architecture, parameters: parameters.elements)
  }
}

// The two phases of a step.
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

  /// First phase: the selected batch forward, its losses, and backward to every layer's output.
  private func passBatch(pixels: [UInt8], _ shards: RowShards) -> RowLoss {
    let noise = Noise.random(seed: seed, purpose: .reparameterization, step: step, firstRow: 0)
    let scale = 1 / Float(shards.rows)
    let beta = beta
    pixels.withUnsafeBufferPointer { pixels in
      workers.run(tasks: shards.count) { task, worker in
        let shard = shards[task]
        timer?.begin(worker: worker)
        pass.load(pixels, indices: indices, rows: shard.rows)
        timer?.lap(.load, worker: worker)
        pass.forward(shard, parameters: parameters.start, noise: noise, worker: worker)
        timer?.lap(.forward, worker: worker)
        pass.reconstructionLoss(shard.rows, gradientScale: scale)
        timer?.lap(.loss, worker: worker)
        pass.backward(
          shard.rows, transposes: transposes.start, divergenceWeight: beta * scale, worker: worker)
        timer?.lap(.backward, worker: worker)
      }
    }
    var total = RowLoss()
    pass.addLosses(count: shards.rows, to: &total)
    return total
  }

  /// Second phase: a tile's gradient over the whole batch; it begins with the weight's.
  private func computeGradient(
    _ tile: ParameterTile, _ shards: RowShards, into gradient: UnsafeMutablePointer<Float>, worker: Int
  ) {
    let outputs = layout.layers[tile.layer].outputs
    let weight = MatrixView(gradient, rows: tile.weightRows.count, columns: outputs)
    pass.weightGradient(
      layer: tile.layer, weightRows: tile.weightRows, shards: shards, into: weight, worker: worker)
    if tile.hasBias {
      pass.biasGradient(
        layer: tile.layer, count: shards.rows, into: gradient + tile.weightRows.count * outputs)
    }
  }

  /// Brings the transposed copy of a tile's weight up to date.
  private func transpose(_ tile: ParameterTile) {
    guard tile.layer > 0 else { return }
    let layer = layout.layers[tile.layer]
    kernels.transpose(
      layer.weight(in: parameters.start).rows(tile.weightRows),
      into: layer.transposedWeight(in: transposes.start).columns(tile.weightRows))
  }
}
