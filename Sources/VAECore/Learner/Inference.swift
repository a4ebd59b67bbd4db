import Synchronization

/// A model ready to encode and decode on the calling thread: its weights are copied once, to where products read them,
/// the encoder's when it first encodes and the decoder's when it first decodes.
///
/// Threads that use one at the same time wait for each other.
public final class Inference: Sendable {
  /// What the model is made of.
  public let architecture: Architecture
  private let passes: Mutex<Passes>

  /// Makes a model ready.
  public init(_ model: VAE, kernels: Kernels = .best) {
    architecture = model.architecture
    passes = Mutex(Passes(model, kernels: kernels))
  }

  /// The posteriors of images: `[n x pixels]` in 0...1 to means and log variances `[n x latent]`.
  ///
  /// The result does not depend on how many images are encoded together.
  public func encode(_ images: FloatMatrix) -> Posterior {
    precondition(
      images.columns == architecture.pixels,
      "Images of \(images.columns) pixels for a model of \(architecture.pixels).")
    return passes.withLock { $0.encode(images, latentSize: architecture.latentSize) }
  }

  /// The images of codes, as expected values of pixels: `[n x latent]` to `[n x pixels]` in 0...1.
  ///
  /// The result does not depend on how many codes are decoded together.
  public func decode(_ codes: FloatMatrix) -> FloatMatrix {
    precondition(
      codes.columns == architecture.latentSize,
      "Codes of \(codes.columns) dimensions for a model of \(architecture.latentSize).")
    return passes.withLock { $0.decode(codes, pixels: architecture.pixels) }
  }
}

/// A network for some rows at a time, and its plans either way.
private struct Passes {
  private let model: VAE
  private let weights: NetworkWeights
  private var hasEncoder = false
  private var hasDecoder = false
  private let kernels: Kernels
  private let network: Network
  private let encoding: StepPlan
  private let decoding: StepPlan
  private let indices: Buffer<Int>

  /// Rows that go through the network at a time, so that its values stay in the cache.
  private static let rowsAtOnce = 64

  init(_ model: VAE, kernels: Kernels) {
    let workspace = Workspace(kernels: kernels, workers: WorkerPool(threads: 1))
    let methods = ParameterLayout(model.architecture).maps.map { _ in ProductMethod.dense }
    self.model = model
    self.kernels = kernels
    weights = NetworkWeights(
      of: model.architecture, purpose: .inference, methods: methods, workspace: workspace)
    network = Network(
      model.architecture, weights: weights, capacity: Self.rowsAtOnce, purpose: .inference, methods: methods,
      workspace: workspace)
    let worker = WorkerPool(threads: 1)
    encoding = StepPlan(workers: worker)
    network.planEncoding(encoding)
    decoding = StepPlan(workers: worker)
    network.planDecoding(decoding)
    indices = Buffer(count: Self.rowsAtOnce, repeating: 0)
  }

  mutating func encode(_ images: FloatMatrix, latentSize: Int) -> Posterior {
    if !hasEncoder { weights.store.load(model, parts: weights.parts.encoder, kernels: kernels) }
    hasEncoder = true
    var mean = FloatMatrix(rows: images.rows, columns: latentSize)
    var logVariance = mean
    images.elements.withUnsafeBufferPointer { pixels in
      forEachChunk(of: images.rows) { rows in
        for (row, image) in rows.enumerated() { indices[row] = image }
        network.context.input = .floats(
          BatchRows(pixels, columns: images.columns, indices: indices.start, count: rows.count))
        encoding.run(rows: rows.count)
        guard let heads = network.heads.values else { preconditionFailure("Heads into lists.") }
        for (row, image) in rows.enumerated() {
          for j in 0..<latentSize {
            mean[image, j] = heads[row][j]
            logVariance[image, j] = GaussianPosterior.clamped(heads[row][latentSize + j])
          }
        }
      }
      // The images are only lent.
      network.context.clear()
    }
    return Posterior(mean: mean, logVariance: logVariance)
  }

  mutating func decode(_ codes: FloatMatrix, pixels: Int) -> FloatMatrix {
    if !hasDecoder { weights.store.load(model, parts: weights.parts.decoder, kernels: kernels) }
    hasDecoder = true
    return FloatMatrix(rows: codes.rows, columns: pixels) { result in
      codes.elements.withUnsafeBufferPointer { elements in
        guard let start = elements.baseAddress else { return }  // no codes
        forEachChunk(of: codes.rows) { rows in
          guard let input = network.codes.values, let output = network.pixels.values else {
            preconditionFailure("Codes or pixels that are lists.")
          }
          for (row, code) in rows.enumerated() {
            input[row].update(from: start + code * codes.columns, count: codes.columns)
          }
          decoding.run(rows: rows.count)
          for (row, code) in rows.enumerated() {
            result.row(code).update(from: output[row], count: result.columns)
          }
        }
      }
    }
  }

  private func forEachChunk(of count: Int, _ body: (Range<Int>) -> Void) {
    for start in stride(from: 0, to: count, by: Self.rowsAtOnce) {
      body(start..<min(start + Self.rowsAtOnce, count))
    }
  }
}

extension VAE {
  /// The posteriors of images: `[n x pixels]` in 0...1 to means and log variances `[n x latent]`.
  ///
  /// Runs on the calling thread. To encode often with one model, keep an `Inference`.
  public func encode(_ images: FloatMatrix, kernels: Kernels = .best) -> Posterior {
    Inference(self, kernels: kernels).encode(images)
  }

  /// The images of codes, as expected values of pixels: `[n x latent]` to `[n x pixels]` in 0...1.
  ///
  /// Runs on the calling thread. To decode often with one model, keep an `Inference`.
  public func decode(_ codes: FloatMatrix, kernels: Kernels = .best) -> FloatMatrix {
    Inference(self, kernels: kernels).decode(codes)
  }

  /// The images of `count` codes that are drawn from the prior: `[count x pixels]` in 0...1.
  ///
  /// Sample `i` of a seed is the same whatever the count.
  public func sample(count: Int, seed: UInt64 = 1, kernels: Kernels = .best) -> FloatMatrix {
    decode(
      architecture.prior.draw(count: count, latentSize: architecture.latentSize, seed: seed), kernels: kernels
    )
  }
}

extension Prior {
  /// Codes: `[count x latent]`.
  public func draw(count: Int, latentSize: Int, seed: UInt64 = 1) -> FloatMatrix {
    switch self {
    case .standardNormal:
      var codes = FloatMatrix(rows: count, columns: latentSize)
      for row in 0..<count {
        var random = RandomStream(seed: seed, purpose: .prior, row: row)
        for j in 0..<latentSize { codes[row, j] = random.normal() }
      }
      return codes
    }
  }
}
