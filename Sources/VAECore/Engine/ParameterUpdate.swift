/// Sums gradients between processes that train one model together, each on a part of the batch.
///
/// Only gradients are exchanged so far: the scale of the loss, the noise and the KL of free bits are those of a process's
/// own part.
package protocol GradientExchange: AnyObject {
  /// Replaces a gradient by its sum over all processes; called owner by owner from the last, in every process in the
  /// same order.
  func sum(_ gradient: UnsafeMutableBufferPointer<Float>)
}

/// The end of a step: the gradient of every parameter over the batch, and its update.
///
/// Without an exchange both are one stage, in which a tile's gradient is used up before the cache lets go of it. With
/// one they are two, between which the gradients are summed. Both have the same bits.
final class ParameterUpdate {
  private let store: ParameterStore
  private let owners: [any ParameterOwner]
  private let kernels: Kernels
  private let exchange: (any GradientExchange)?
  /// The tasks: a tile, and the number of its owner.
  private let tiles: [(owner: Int, tile: UpdateTile)?]
  /// Whether what the optimizer keeps of each tile was finite after the last update.
  private let areFinite: Buffer<Bool>
  /// A tile's gradient for each worker, its weights' and after them its bias's.
  private let tileGradients: [FloatBuffer]
  /// The gradient of all parameters, in the store's layout, where it is needed as a whole.
  private lazy var gradient = FloatBuffer(count: store.parameters.count)
  /// What the optimizer keeps for each parameter, in the store's layout.
  let slots: [FloatBuffer]
  private let plan: StepPlan
  private let gradientPlan: StepPlan
  private let exchangedPlan: StepPlan
  /// The optimizer's part of the step under way.
  private var update: OptimizerUpdate?
  private var rows = 1

  /// Updates the owners' parameters, which are those of the store in its order, with `slotCount` numbers kept for each.
  init(
    _ owners: [any ParameterOwner], in store: ParameterStore, slotCount: Int, workspace: Workspace,
    exchange: (any GradientExchange)?
  ) {
    precondition(
      owners.count == store.parts.count && zip(owners, store.parts).allSatisfy { $0.parameters === $1 },
      "Owners of other parameters than the store's.")
    self.store = store
    self.owners = owners
    kernels = workspace.kernels
    self.exchange = exchange
    tiles = owners.enumerated().flatMap { index, owner in
      owner.parameters.updateTiles(workers: workspace.threads).map { tile in tile.map { (index, $0) } }
    }
    areFinite = Buffer(count: tiles.count, repeating: true)
    tileGradients = (0..<workspace.threads).map { _ in FloatBuffer(count: UpdateTile.maxCount) }
    slots = (0..<slotCount).map { _ in FloatBuffer(count: store.parameters.count) }
    plan = StepPlan(workers: workspace.workers)
    gradientPlan = StepPlan(workers: workspace.workers)
    exchangedPlan = StepPlan(workers: workspace.workers)
    planStages()
  }

  /// The stages of an update.
  var stageCount: Int {
    exchange == nil ? plan.stageCount : gradientPlan.stageCount + exchangedPlan.stageCount
  }

  private func planStages() {
    // The plans are this object's own, so that they must not keep it alive.
    plan.appendTasks(tiles.count) { [unowned self] task, timer, worker in
      guard let (owner, tile) = tiles[task] else { return }
      let gradient = tileGradients[worker].start
      timer?.begin(worker: worker)
      owners[owner].computeGradient(tile, count: rows, into: gradient, worker: worker)
      timer?.lap(.gradient, worker: worker)
      apply(
        tile, of: owner, task, weights: gradient, bias: gradient + tile.weights.count, timer: timer,
        worker: worker)
    }
    gradientPlan.appendTasks(tiles.count) { [unowned self] task, timer, worker in
      guard let (owner, tile) = tiles[task] else { return }
      timer?.begin(worker: worker)
      let part = tileGradients[worker].start
      owners[owner].computeGradient(tile, count: rows, into: part, worker: worker)
      (gradient.start + tile.weights.lowerBound).update(from: part, count: tile.weights.count)
      if let bias = tile.bias {
        (gradient.start + bias.lowerBound).update(from: part + tile.weights.count, count: bias.count)
      }
      timer?.lap(.gradient, worker: worker)
    }
    exchangedPlan.appendTasks(tiles.count) { [unowned self] task, timer, worker in
      guard let (owner, tile) = tiles[task] else { return }
      timer?.begin(worker: worker)
      apply(
        tile, of: owner, task, weights: gradient.start + tile.weights.lowerBound,
        bias: gradient.start + (tile.bias?.lowerBound ?? 0), timer: timer, worker: worker)
    }
  }

  /// Updates a tile's parameters, and the copies that products read.
  private func apply(
    _ tile: UpdateTile, of owner: Int, _ task: Int, weights: UnsafePointer<Float>, bias: UnsafePointer<Float>,
    timer: PhaseTimer?, worker: Int
  ) {
    guard let update else { preconditionFailure("An update of no step.") }
    var isFinite = kernels.update(
      update, tile.weights, of: store.parameters, gradient: weights, slots: slots)
    if let range = tile.bias {
      isFinite =
        kernels.update(update, range, of: store.parameters, gradient: bias, slots: slots) && isFinite
    }
    areFinite[task] = isFinite
    timer?.lap(.update, worker: worker)
    owners[owner].parameters.refresh(tile, kernels: kernels, worker: worker)
    timer?.lap(.refresh, worker: worker)
  }

  /// Updates every parameter by its gradient over a batch of `rows` rows that has gone forward and back; false where
  /// what the optimizer keeps is no longer finite.
  func run(_ update: OptimizerUpdate, rows: Int, timer: PhaseTimer?) -> Bool {
    self.update = update
    self.rows = rows
    if let exchange {
      computeGradient(rows: rows, timer: timer)
      for index in owners.indices.reversed() {
        exchange.sum(UnsafeMutableBufferPointer(rebasing: gradient.pointer[range(of: index)]))
      }
      exchangedPlan.timer = timer
      exchangedPlan.run(rows: rows)
    } else {
      plan.timer = timer
      plan.run(rows: rows)
    }
    return tiles.indices.allSatisfy { areFinite[$0] }
  }

  /// The gradient of every parameter over such a batch, in the order of a model's flat buffer.
  func gradient(rows: Int) -> [Float] {
    computeGradient(rows: rows, timer: nil)
    return store.flattened(gradient)
  }

  private func computeGradient(rows: Int, timer: PhaseTimer?) {
    self.rows = rows
    _ = gradient  // Made by this thread, not by workers at the same time.
    gradientPlan.timer = timer
    gradientPlan.run(rows: rows)
  }

  /// Where the parameters of an owner lie in the store.
  private func range(of owner: Int) -> Range<Int> {
    let start = store.offsets[owner]
    return start..<start + store.parts[owner].count
  }
}
