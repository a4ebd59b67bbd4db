import TestSupport
import Testing

@testable import VAECore

@Suite("The engine's parts")
struct EnginePartsTests {
  private let architecture = Architecture(pixels: 150, hidden: [130, 40], latentSize: 3)

  private func pixels(_ count: Int) -> [UInt8] {
    var random = RandomStream(testSeed: 3)
    return random.bytes(150 * count).map { $0 < 180 ? 0 : $0 }
  }

  @Test("train on floats as on the bytes for them", arguments: [false, true])
  func floats(imagesHaveZeros: Bool) throws {
    // Of black and white both have the same bits; greys are rounded.
    let black = pixels(40).map { $0 == 0 ? 0 : UInt8(255) }
    for (pixels, tolerance) in [(black, Float(0)), (pixels(40), 1e-4)] {
      let learners = try (0..<2).map { _ in
        Learner(
          model: try VAE(architecture), batchSize: 40, imagesHaveZeros: imagesHaveZeros,
          workers: WorkerPool(threads: 2))
      }
      for _ in 0..<3 {
        let bytes = learners[0].step(pixels: pixels, rows: 0..<40)
        let floats = learners[1].step(values: pixels.map { Float($0) / 255 }, rows: 0..<40)
        #expect(abs(bytes.loss.reconstruction - floats.loss.reconstruction) <= Double(tolerance) * 10)
      }
      let differences = zip(learners[0].snapshot().parameters, learners[1].snapshot().parameters).map {
        abs($0 - $1)
      }
      #expect(differences.max() ?? 1 <= tolerance)
      let bytes = learners[0].evaluate(pixels: pixels, count: 30).loss
      let floats = learners[0].evaluate(values: pixels.map { Float($0) / 255 }, count: 30).loss
      #expect(abs(bytes.reconstruction - floats.reconstruction) <= Double(tolerance))
      #expect(bytes.kl == floats.kl)
    }
  }

  @Test("update in two stages with an exchange of gradients, with the bits of one stage", arguments: [1, 2])
  func exchange(threads: Int) throws {
    let pixels = pixels(40)
    func learner(_ exchange: (any GradientExchange)?) throws -> Learner {
      Learner(
        model: try VAE(architecture), batchSize: 40, workers: WorkerPool(threads: threads),
        kernels: .best, exchange: exchange)
    }
    let recorder = Recorder()
    let (alone, exchanging) = (try learner(nil), try learner(recorder))
    #expect(exchanging.stageCount == alone.stageCount + 1)
    for _ in 0..<3 {
      let results = [alone, exchanging].map { $0.step(pixels: pixels, rows: 0..<40) }
      #expect(results[0] == results[1])
    }
    #expect(alone.state == exchanging.state)
    // Layer by layer from the last: 40 to 130 and 150 pixels, 3 to 40, the heads, and the encoder's.
    let counts: [Int] = [131 * 150, 41 * 130, 4 * 40, 41 * 6, 131 * 40, 151 * 130]
    #expect(recorder.counts == counts + counts + counts)
    recorder.factor = 0
    let before = exchanging.snapshot()
    exchanging.learningRate = 0.1
    for _ in 0..<300 { exchanging.step(pixels: pixels, rows: 0..<40) }
    // Adam's moments decay to nothing where the sum of the gradients is zero.
    let settled = exchanging.snapshot()
    exchanging.step(pixels: pixels, rows: 0..<40)
    let moved = zip(settled.parameters, exchanging.snapshot().parameters).map { abs($0 - $1) }.max() ?? 1
    #expect(before != settled && moved < 1e-6)
  }

  @Test("make a network without a latent stage that learns")
  func withoutLatentStage() throws {
    let (pixels, count) = (pixels(16), 16)
    let workers = WorkerPool(threads: 2)
    let workspace = Workspace(kernels: .best, workers: workers)
    let context = StepContext()
    let images = Edge(width: 150, capacity: count, threads: 2)
    let hidden = Edge(width: 32, activation: .tanh, capacity: count, gradient: .apart, threads: 2)
    let logits = Edge(width: 150, capacity: count, gradient: .inPlace, threads: 2)
    let layers = [
      DenseLayer(
        DenseWeights(inputs: 150, outputs: 32, copies: .transposed), from: images, to: hidden, method: .dense,
        sharing: .panels, workspace: workspace),
      DenseLayer(
        DenseWeights(inputs: 32, outputs: 150, copies: .transposed), from: hidden, to: logits, method: .dense,
        sharing: .rows, workspace: workspace),
    ]
    let store = ParameterStore(layers.map(\.parameters))
    var random = RandomStream(testSeed: 1)
    store.pack(random.normals(151 * 32 + 33 * 150).map { $0 * 0.1 }, into: store.parameters)
    for layer in layers {
      for case let tile? in layer.parameters.updateTiles(workers: 1) {
        layer.parameters.refresh(tile, kernels: .best, worker: 0)
      }
    }
    let input = ImageInput(to: images, context: context, workspace: workspace)
    let loss = BernoulliLoss(of: logits, capacity: count, context: context, workspace: workspace)
    let plan = StepPlan(workers: workers)
    input.planForward(plan)
    for layer in layers { layer.planForward(plan) }
    loss.planForward(plan)
    for layer in layers.reversed() { layer.planBackward(plan) }
    let optimizer = Optimizer.adam(Adam(learningRate: 0.01))
    let update = ParameterUpdate(
      layers, in: store, slotCount: optimizer.slotCount, workspace: workspace, exchange: nil)
    let indices = Buffer(count: count, repeating: 0)
    for row in 0..<count { indices[row] = row }
    var losses: [Double] = []
    pixels.withUnsafeBufferPointer { pixels in
      context.set(
        .bytes(BatchRows(pixels, columns: 150, indices: indices.start, count: count)), gradientScale: 1 / 16)
      for step in 1...200 {
        plan.run(rows: count)
        var total = 0.0
        loss.addLosses(count: count, to: &total)
        losses.append(total / Double(count))
        #expect(update.run(optimizer.update(step: step), rows: count, timer: nil))
      }
    }
    withExtendedLifetime(indices) {}
    #expect(losses[199] < 0.6 * losses[0])
  }

  @Test("compare reconstructions with the target, whatever goes in")
  func target() {
    let workspace = Workspace(kernels: .best, workers: WorkerPool(threads: 1))
    let context = StepContext()
    let logits = Edge(width: 40, capacity: 3, threads: 1)
    let loss = BernoulliLoss(of: logits, capacity: 3, context: context, workspace: workspace)
    let plan = StepPlan(workers: workspace.workers)
    loss.planForward(plan)
    var random = RandomStream(testSeed: 7)
    let (black, pixels) = ([UInt8](repeating: 0, count: 120), random.bytes(120))
    let indices = Buffer(count: 3, repeating: 0)
    for row in 0..<3 {
      indices[row] = 2 - row
      logits.values?[row].update(from: random.normals(40), count: 40)
    }
    var (total, expected) = (0.0, 0.0)
    black.withUnsafeBufferPointer { black in
      pixels.withUnsafeBufferPointer { pixels in
        context.input = .bytes(BatchRows(black, columns: 40, indices: indices.start, count: 3))
        context.target = .bytes(BatchRows(pixels, columns: 40, indices: indices.start, count: 3))
        plan.run(rows: 3)
        loss.addLosses(count: 3, to: &total)
        for row in 0..<3 {
          guard let start = pixels.baseAddress, let logits = logits.values else { continue }
          expected += Kernels.best.bernoulliLoss(
            logits: logits[row], targets: start + (2 - row) * 40, count: 40)
        }
      }
    }
    #expect(abs(total - expected) < 1e-4 && total > 1)
  }

  @Test("list an input's zeros where that pays, and by input only for a way back")
  func methods() {
    func method(_ inputs: Int, _ outputs: Int, _ activation: Activation?, _ precision: Learner.Precision)
      -> ProductMethod
    {
      ProductMethod(
        inputs: inputs, outputs: outputs, after: activation, isSparseImage: false, precision: precision)
    }
    for precision in Learner.Precision.allCases {
      let images = ProductMethod(
        inputs: 784, outputs: 400, after: nil, isSparseImage: true, precision: precision)
      #expect(images == .nonzero)
    }
    #expect(method(784, 400, nil, .fp32) == .dense && method(784, 400, nil, .bf16) == .bfloat16)
    #expect(method(400, 784, .relu, .fp32) == .nonzero && method(400, 784, .tanh, .fp32) == .dense)
    #expect(method(400, 784, .relu, .bf16) == .bfloat16)
    // The heads and the decoder's first layer are too narrow.
    #expect(method(400, 40, .relu, .fp32) == .dense && method(400, 40, .relu, .bf16) == .dense)
    #expect(method(20, 400, nil, .bf16) == .dense)
    let range = RowRange(index: 0, rows: 0..<8)
    let forward = Edge(width: 9, capacity: 8, forms: .onlyLists, threads: 1)
    let both = Edge(width: 9, capacity: 8, forms: [.onlyLists, .listsByInput], threads: 1)
    #expect(forward.lists?.inputs(of: range) == nil && both.lists?.inputs(of: range) != nil)
    #expect(forward.values == nil)
  }

  @Test("are freed with the learner, and its workers too")
  func lifetimes() throws {
    weak var freedPool: WorkerPool?
    weak var freedLearner: Learner?
    do {
      let pool = WorkerPool(threads: 2)
      let learner = Learner(model: try VAE(architecture), batchSize: 40, workers: pool)
      learner.step(pixels: pixels(40), rows: 0..<40)
      _ = learner.gradient(pixels: pixels(40), rows: 0..<40)
      _ = learner.evaluate(pixels: pixels(40), count: 40)
      (freedPool, freedLearner) = (pool, learner)
    }
    #expect(freedPool == nil && freedLearner == nil)
  }

  @Test("spend the time of a step in its phases, all of which a step has")
  func phases() throws {
    let ticks = Counter()
    let learner = Learner(
      model: try VAE(architecture), batchSize: 40, workers: WorkerPool(threads: 1))
    let timer = PhaseTimer(workers: 1) { Double(ticks.add(1)) }
    learner.timer = timer
    learner.step(pixels: pixels(40), rows: 0..<40)
    for phase in StepPhase.allCases { #expect(timer.seconds(in: phase) > 0, "\(phase)") }
    // Every reading of the clock but the first of each task ends a phase.
    let total = StepPhase.allCases.reduce(0) { $0 + timer.seconds(in: $1) }
    #expect(total < Double(ticks.value) && total > 0.5 * Double(ticks.value))
    learner.timer = nil
    let before = ticks.value
    learner.step(pixels: pixels(40), rows: 0..<40)
    #expect(ticks.value == before)
  }

  @Test("name what an optimizer keeps as the model's tensors, and take it back")
  func namedSlots() throws {
    let learner = Learner(model: try VAE(architecture), batchSize: 40, workers: WorkerPool(threads: 1))
    learner.step(pixels: pixels(40), rows: 0..<40)
    let state = learner.state
    #expect(state.slots.count == Optimizer.adam(Adam()).slotCount)
    let names = state.model.namedParameters.map(\.name)
    for slot in state.slots {
      let named = architecture.named(slot)
      #expect(named.map(\.name) == names)
      #expect(try architecture.flat(named.reversed()) == slot)
    }
    #expect(
      ParameterLayout(architecture).blocks.allSatisfy { $0.decays == $0.name.hasSuffix(".weight") })
  }
}

/// An exchange of one process with itself.
private final class Recorder: GradientExchange {
  var counts: [Int] = []
  var factor: Float = 1

  func sum(_ gradient: UnsafeMutableBufferPointer<Float>) {
    counts.append(gradient.count)
    for index in gradient.indices where factor != 1 { gradient[index] *= factor }
  }
}
