/// One of the large matrix products of a training step, `[rows x depth] [depth x columns]`.
public struct LargeProduct: Sendable, Equatable {
  /// What it is for: `encoder.fc1 forward` and so on.
  public let name: String
  /// Whether its left factor is a layer's inputs.
  let isOfInputs: Bool
  /// The rows of the result.
  public let rows: Int
  /// The columns of the result.
  public let columns: Int
  /// How many products each element of the result is the sum of.
  public let depth: Int

  /// Multiplications and additions, those by zero included.
  public var operations: Double { 2 * Double(rows) * Double(columns) * Double(depth) }
}

/// A way to work out large products.
public enum LargeProductMethod: String, Sendable, CaseIterable {
  /// In floats, every element of both factors.
  case dense = "fp32"
  /// In floats, with the zeros of the inputs skipped; only for products with a layer's inputs.
  case zerosSkipped = "fp32, zeros skipped"
  /// In bfloat16.
  case bfloat16 = "bf16"
}

/// Times the large products of a network's first and last layer, on the calling thread at the shapes of a step.
///
/// What rounds a batch to pairs is timed with the product that needs them first, and so are the lists of a rectifier's
/// outputs; the lists of images are made as they are loaded, and not timed.
public struct ProductBenchmark {
  /// The median time of a product worked out in one way.
  public struct Result: Sendable {
    /// What was worked out.
    public let product: LargeProduct
    /// How.
    public let method: LargeProductMethod
    /// Seconds.
    public let seconds: Double
  }

  private let model: VAE
  private let pixels: [UInt8]
  private let batchSize: Int
  private let kernels: Kernels
  private let clock: @Sendable () -> Double

  /// A benchmark with the first `batchSize` images of `pixels`, `[images x pixels]` bytes; the architecture has
  /// at least one hidden layer.
  public init(
    model: VAE, pixels: [UInt8], batchSize: Int, kernels: Kernels, clock: @escaping @Sendable () -> Double
  ) {
    precondition(!model.architecture.encoder.isEmpty, "A benchmark of a network without hidden layers.")
    self.model = model
    self.pixels = pixels
    self.batchSize = batchSize
    self.kernels = kernels
    self.clock = clock
  }

  /// Every product in every way that there is, each timed in `rounds` rounds of about `secondsPerRound`.
  public func results(rounds: Int, secondsPerRound: Double) -> [Result] {
    LargeProductMethod.allCases.flatMap { method -> [Result] in
      if method == .bfloat16 && !kernels.hasBfloat16 { return [] }
      let bench = PreparedProducts(
        model: model, pixels: pixels, batchSize: batchSize, kernels: kernels, method: method)
      return bench.products.compactMap { product, body in
        guard method != .zerosSkipped || product.isOfInputs else { return nil }
        let seconds = median((0..<rounds).map { _ in time(body, atLeast: secondsPerRound) })
        return Result(product: product, method: method, seconds: seconds)
      }
    }
  }

  /// Seconds of one call, from as many as take at least some seconds.
  private func time(_ body: () -> Void, atLeast seconds: Double) -> Double {
    var calls = 0
    let start = clock()
    var elapsed = 0.0
    repeat {
      body()
      calls += 1
      elapsed = clock() - start
    } while elapsed < seconds
    return elapsed / Double(calls)
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}

/// A batch that has gone through a network once, so that each product can be worked out again by itself.
private final class PreparedProducts {
  private let layout: NetworkLayout
  private let pass: NetworkPass
  private let weights: PanelWeights
  private let count: Int
  private let tiles: [ParameterTile?]
  private let gradient = FloatBuffer(count: ParameterTile.mostWeights)

  init(model: VAE, pixels: [UInt8], batchSize: Int, kernels: Kernels, method: LargeProductMethod) {
    layout = NetworkLayout(model.architecture)
    let large = [0, layout.layers.count - 1]
    let methods = layout.layers.indices.map { index in
      large.contains(index) ? method.method : ProductMethod.dense
    }
    count = batchSize
    tiles = ParameterTile.tasks(of: layout, workers: 1)
    pass = NetworkPass(
      layout: layout, capacity: batchSize, workers: WorkerPool(threads: 1), kernels: kernels,
      methods: methods, learns: true)
    weights = PanelWeights(model, methods: methods, learns: true, workers: 1, kernels: kernels)
    let indices = Buffer(count: batchSize, repeating: 0)
    defer { withExtendedLifetime(indices) {} }
    let available = pixels.count / model.architecture.pixels
    for row in 0..<batchSize { indices[row] = row % available }
    pixels.withUnsafeBufferPointer { pixels in
      pass.forward(
        BatchImages(pixels, pixels: model.architecture.pixels, indices: indices.start, count: batchSize),
        weights: weights, noise: .none, gradientScale: 1)
    }
    pass.backward(count: batchSize, weights: weights)
  }

  var products: [(product: LargeProduct, body: () -> Void)] {
    let last = layout.layers.count - 1
    let (first, logits) = (layout.layers[0], layout.logits)
    let (encoder, decoder) = ("encoder.fc1", "decoder.fc\(layout.decoder.count)")
    func product(
      _ name: String, _ rows: Int, _ columns: Int, _ depth: Int, isOfInputs: Bool = true
    ) -> LargeProduct {
      LargeProduct(name: name, isOfInputs: isOfInputs, rows: rows, columns: columns, depth: depth)
    }
    return [
      (product(encoder + " forward", count, first.outputs, first.inputs), { self.forward(0) }),
      (
        product(encoder + " weight gradient", first.inputs, first.outputs, count),
        {
          self.pass.prepareGradient(of: 0, 0..<self.count, columns: 0..<first.outputs)
          self.weightGradient(0)
        }
      ),
      (product(decoder + " forward", count, logits.outputs, logits.inputs), { self.forward(last) }),
      (
        product(decoder + " weight gradient", logits.inputs, logits.outputs, count),
        { self.weightGradient(last) }
      ),
      (
        product(
          decoder + " input gradient", count, logits.inputs, logits.outputs, isOfInputs: false),
        { self.inputGradient(last) }
      ),
    ]
  }

  private func forward(_ index: Int) {
    if index > 0 || pass.methods[0] == .bfloat16 {
      for shard in RowShards(rows: count, threads: 1) { pass.prepareInput(of: index, shard, worker: 0) }
    }
    for panel in layout.layers[index].panels.indices {
      pass.computeProduct(layer: index, panel: panel, 0..<count, weights, worker: 0)
    }
  }

  private func inputGradient(_ index: Int) {
    // What the forward product leaves in place of the gradient does as well.
    pass.prepareGradient(of: index, 0..<count, columns: 0..<layout.layers[index].outputs)
    pass.computeInputGradient(layer: index, 0..<count, weights, worker: 0)
  }

  private func weightGradient(_ index: Int) {
    for case let tile? in tiles where tile.layer == index {
      pass.weightGradient(
        tile, count: count,
        into: MatrixView(gradient.start, rows: tile.rows.count, columns: tile.columns.count), worker: 0)
    }
  }
}

extension LargeProductMethod {
  fileprivate var method: ProductMethod {
    switch self {
    case .dense: .dense
    case .zerosSkipped: .nonzero
    case .bfloat16: .bfloat16
    }
  }
}
