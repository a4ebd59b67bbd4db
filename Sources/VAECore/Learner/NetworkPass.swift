import CKernels

/// A batch on its way through a network, forward and backward, with room for all that it leaves behind.
///
/// Wide layers are worked out panel by panel over all rows, so that each weight is read by one worker, the one
/// that updates it; what is narrow, around the codes, goes row by row from end to end. Each number depends on its
/// row alone, never on how rows or panels are shared out.
final class NetworkPass {
  let layout: NetworkLayout
  let methods: [ProductMethod]
  let workers: WorkerPool
  let kernels: Kernels
  /// Measures the phases, where there is one.
  var timer: PhaseTimer?

  /// `[batch x pixels]`, in 0...1; not needed where the images are listed.
  let images: BatchMatrix<Float>?
  /// What each layer gives, `[batch x outputs]`.
  let outputs: [BatchMatrix<Float>]
  /// The gradient by what each layer gives, `[batch x outputs]`; that of the logits replaces the logits.
  let outputGradients: [BatchMatrix<Float>]
  /// The latent variables, `[batch x latent]` like the next three.
  let codes: BatchMatrix<Float>
  let codeGradients: BatchMatrix<Float>
  let noise: BatchMatrix<Float>
  let deviations: BatchMatrix<Float>
  /// How many times each dimension's divergence counts on the way back, `[latent]`: once, if nobody weighs it.
  let divergenceWeights: FloatBuffer
  /// What else each layer's products need.
  let operands: [LayerOperands]
  /// A row's losses but for its reconstruction, of which each panel of the logits gives a part.
  let losses: Buffer<RowLoss>
  let reconstructions: [Buffer<Double>]
  let scratch: [FloatBuffer]
  let pairScratch: [Buffer<UInt32>]

  /// Makes room for batches of up to `capacity` rows.
  ///
  /// - Parameters:
  ///   - layout: The network's layers.
  ///   - capacity: The most rows that a batch may have.
  ///   - workers: Who does the work.
  ///   - kernels: The loops to use.
  ///   - methods: How each layer's products with its input are worked out.
  ///   - learns: Whether there is to be a way back.
  init(
    layout: NetworkLayout, capacity: Int, workers: WorkerPool, kernels: Kernels, methods: [ProductMethod],
    learns: Bool
  ) {
    self.layout = layout
    self.methods = methods
    self.workers = workers
    self.kernels = kernels
    func matrix(_ columns: Int) -> BatchMatrix<Float> {
      BatchMatrix(rows: capacity, columns: columns, repeating: 0)
    }
    images = methods[0] == .nonzero ? nil : matrix(layout.layers[0].inputs)
    outputs = layout.layers.map { matrix($0.outputs) }
    outputGradients = learns ? layout.layers.dropLast().map { matrix($0.outputs) } + outputs.suffix(1) : []
    codes = matrix(layout.latentSize)
    codeGradients = matrix(layout.latentSize)
    noise = matrix(layout.latentSize)
    deviations = matrix(layout.latentSize)
    divergenceWeights = Buffer(count: layout.latentSize, repeating: 1)
    operands = zip(methods, layout.layers).map {
      LayerOperands($0, layer: $1, capacity: capacity, threads: workers.threads, learns: learns)
    }
    losses = Buffer(count: capacity, repeating: RowLoss())
    reconstructions = layout.logits.panels.map { _ in Buffer(count: capacity, repeating: 0) }
    scratch = (0..<workers.threads).map { _ in FloatBuffer(count: kernels.scratchCount) }
    pairScratch = (0..<workers.threads).map { _ in Buffer(count: kernels.pairScratchCount, repeating: 0) }
  }

  /// Adds the losses of the first `count` rows to a total, from the first to the last.
  func addLosses(count: Int, to total: inout RowLoss) {
    for row in 0..<count {
      total += losses[row]
      for panel in reconstructions { total.reconstruction += panel[row] }
    }
  }

  /// Adds the posteriors of the first `count` rows to statistics, from the first to the last.
  func addPosteriors(count: Int, to latents: inout LatentStatistics) {
    for row in 0..<count { latents.add(posterior(row), deviation: deviations[row]) }
  }

  /// What goes into a layer, `[rows x inputs]`; images that are listed are at hand as lists only.
  func input(of index: Int, _ rows: Range<Int>) -> MatrixView? {
    let matrix = index == 0 ? images : index == layout.decoder.lowerBound ? codes : outputs[index - 1]
    return matrix?[rows]
  }

  func posterior(_ row: Int) -> GaussianPosterior {
    GaussianPosterior(heads: outputs[layout.heads][row], latentSize: layout.latentSize)
  }

  /// Shares out some rows of the batch, each to be worked out from end to end.
  func runRows(count: Int, _ phase: StepPhase, _ body: (_ shard: RowShard, _ worker: Int) -> Void) {
    let shards = RowShards(rows: count, threads: workers.threads)
    workers.run(tasks: shards.count) { task, worker in
      timer?.begin(worker: worker)
      body(shards[task], worker)
      timer?.lap(phase, worker: worker)
    }
  }

  /// Shares out panels; where they are few, their rows are cut too.
  func runPanels(
    _ panels: ColumnPanels, count: Int, _ phase: StepPhase,
    _ body: (_ panel: Int, _ rows: Range<Int>, _ worker: Int) -> Void
  ) {
    let wanted = workers.threads == 1 ? 1 : 8 * workers.threads
    let parts = RowParts(rows: count, atMost: (wanted + panels.count - 1) / panels.count)
    let tasks = PanelTasks(panels: panels.count, parts: parts.count, workers: workers.threads)
    workers.run(tasks: tasks.count) { task, worker in
      guard let (panel, part) = tasks[task] else { return }
      timer?.begin(worker: worker)
      body(panel, parts[part], worker)
      timer?.lap(phase, worker: worker)
    }
  }
}

/// Rows cut in parts that begin at multiples of 8, so that no pair of rows is cut in two.
private struct RowParts {
  let rows: Int
  let count: Int

  /// Cuts at least one row into up to so many parts, none of them empty.
  init(rows: Int, atMost most: Int) {
    self.rows = rows
    count = max(1, min(most, rows / 8))
  }

  subscript(part: Int) -> Range<Int> { start(of: part)..<start(of: part + 1) }

  private func start(of part: Int) -> Int {
    part == count ? rows : rows * part / count / 8 * 8
  }
}
