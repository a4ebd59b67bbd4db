import VAECore

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
  /// The number of products that are summed for each element of the result.
  public let depth: Int

  /// Multiplications and additions, including those by zero.
  public var operations: Double { 2 * Double(rows) * Double(columns) * Double(depth) }
}

/// A way to compute large products.
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
/// What rounds a batch to pairs is timed with the product that needs them first, and so are the lists of ReLU's
/// outputs; the lists of images are made as they are loaded, and not timed.
public struct ProductBenchmark {
  /// The median time of a product computed in one way.
  public struct Result: Sendable {
    /// The product.
    public let product: LargeProduct
    /// The way it was computed.
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

  /// Every product in every way, each timed in `rounds` rounds of about `secondsPerRound`.
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

  /// Seconds of one call, from as many calls as fill at least so many seconds.
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

/// A batch that has gone through a network once, so that each product can be computed again by itself.
private final class PreparedProducts {
  private let first: DenseLayer
  private let last: DenseLayer
  private let lastName: String
  private let network: Network
  private let count: Int
  private let gradient = Buffer<Float>(count: UpdateTile.maxCount)

  init(model: VAE, pixels: [UInt8], batchSize: Int, kernels: Kernels, method: LargeProductMethod) {
    let layout = ParameterLayout(model.architecture)
    let large = [0, layout.maps.count - 1]
    let methods = layout.maps.indices.map { large.contains($0) ? method.method : .dense }
    let workspace = Workspace(kernels: kernels, workers: WorkerPool(threads: 1))
    network = Network(
      model.architecture,
      weights: NetworkWeights(model, purpose: .training, methods: methods, workspace: workspace),
      capacity: batchSize, purpose: .training, methods: methods, workspace: workspace)
    count = batchSize
    first = network.encoder[0]
    last = network.decoder[network.decoder.count - 1]
    lastName = "decoder.fc\(layout.decoder.count)"
    let plan = StepPlan(workers: WorkerPool(threads: 1))
    network.planForward(plan)
    network.planBackward(plan)
    let indices = Buffer(count: batchSize, repeating: 0)
    defer { withExtendedLifetime(indices) {} }
    let available = pixels.count / model.architecture.pixels
    for row in 0..<batchSize { indices[row] = row % available }
    pixels.withUnsafeBufferPointer { pixels in
      network.context.set(
        .bytes(
          BatchRows(pixels, columns: model.architecture.pixels, indices: indices.start, count: batchSize)),
        gradientScale: 1)
      plan.run(rows: batchSize)
      network.context.clear()
    }
  }

  var products: [(product: LargeProduct, body: () -> Void)] {
    func product(
      _ name: String, _ rows: Int, _ columns: Int, _ depth: Int, isOfInputs: Bool = true
    ) -> LargeProduct {
      LargeProduct(name: name, isOfInputs: isOfInputs, rows: rows, columns: columns, depth: depth)
    }
    let (in0, out0) = (first.input.width, first.output.width)
    let (in1, out1) = (last.input.width, last.output.width)
    return [
      (product("encoder.fc1 forward", count, out0, in0), { self.forward(self.first) }),
      (
        product("encoder.fc1 weight gradient", in0, out0, count),
        {
          self.first.output.publishGradient(0..<self.count, columns: 0..<out0, kernels: self.kernels)
          self.weightGradient(self.first)
        }
      ),
      (product(lastName + " forward", count, out1, in1), { self.forward(self.last) }),
      (product(lastName + " weight gradient", in1, out1, count), { self.weightGradient(self.last) }),
      (
        product(lastName + " input gradient", count, in1, out1, isOfInputs: false),
        { self.inputGradient(self.last) }
      ),
    ]
  }

  private var kernels: Kernels { network.kernels }

  private func forward(_ layer: DenseLayer) {
    layer.publishInput(rows: count, worker: 0)
    for panel in layer.weights.panels.indices { layer.computeOutput(panel: panel, 0..<count, worker: 0) }
  }

  private func inputGradient(_ layer: DenseLayer) {
    // What the forward product leaves in place of the gradient does as well.
    layer.output.publishGradient(0..<count, columns: 0..<layer.output.width, kernels: kernels)
    for panel in layer.weights.transposedPanels.indices {
      layer.computeInputGradient(panel: panel, 0..<count, worker: 0)
    }
  }

  private func weightGradient(_ layer: DenseLayer) {
    for case let tile? in layer.weights.updateTiles(workers: 1) {
      layer.computeGradient(tile, count: count, into: gradient.start, worker: 0)
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
