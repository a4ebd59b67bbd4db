import TestSupport
import Testing
import VAECore

@Suite("The learner")
struct LearnerTests {
  static let architectures = [
    Architecture(pixels: 6, hidden: [], latentSize: 1),
    Architecture(pixels: 12, hidden: [7], latentSize: 2, activation: .relu),
    Architecture(pixels: 5, hidden: [9, 5], latentSize: 3, activation: .tanh),
    Architecture(pixels: 7, hidden: [3, 4, 5], latentSize: 2, activation: .sigmoid),
  ]

  @Test(
    "has the loss of the formulas in Double and the gradient of its finite differences",
    arguments: architectures, kernelNames)
  func gradient(architecture: Architecture, kernelName: String) throws {
    for (seed, beta) in [(1, 1.0), (2, 0.25), (3, 4.0)] {
      try expectGradient(architecture, kernelName, seed: seed, beta: beta) { _ in 0 }
    }
  }

  @Test(
    "has the gradient of free bits, with dimensions below them and above",
    arguments: architectures, kernelNames)
  func freeBits(architecture: Architecture, kernelName: String) throws {
    try expectGradient(architecture, kernelName, seed: 1, beta: 4) { $0[0] * 1.1 }
    try expectGradient(architecture, kernelName, seed: 2, beta: 0.5) { $0[$0.count - 1] * 0.9 }
    // Between the two smallest KLs, if there are two.
    try expectGradient(architecture, kernelName, seed: 3, beta: 1) {
      $0.count == 1 ? 0.5 * $0[0] : 0.5 * ($0[0] + $0[1])
    }
  }

  /// Compares with the formulas in Double; `freeBits` takes the KLs of the dimensions, the smallest first.
  private func expectGradient(
    _ architecture: Architecture, _ kernelName: String, seed: Int, beta: Double,
    freeBits: (_ kls: [Double]) -> Double
  ) throws {
    var random = RandomStream(testSeed: seed)
    let batch = 5
    let pixels = random.bytes(architecture.pixels * 8)
    let rows = [7, 0, 3, 3, 5]
    // Larger weights than a fresh model has, so that no part of the gradient is negligible.
    let parameters = random.normals(architecture.parameterCount).map { 0.7 * $0 }

    let reference = ReferenceVAE(architecture: architecture)
    let images = rows.map { row in
      pixels[row * architecture.pixels..<(row + 1) * architecture.pixels].map { Double($0) / 255 }
    }
    let noise = (0..<batch).map { row in
      var stream = RandomStream(seed: UInt64(seed), purpose: .reparameterization, step: 0, row: row)
      return stream.normals(architecture.latentSize).map(Double.init)
    }
    let point = parameters.map(Double.init)
    let expected = reference.loss(point, images: images, noise: noise)
    let freeBits = freeBits(expected.kls.sorted())

    // Room for more than the batch, in which another one leaves something.
    let learner = Learner(
      model: VAE(architecture, parameters: parameters), batchSize: batch + 3, seed: UInt64(seed),
      workers: WorkerPool(threads: 2), kernels: try Kernels.named(kernelName))
    learner.beta = Float(beta)
    learner.freeBits = Float(freeBits)
    _ = learner.gradient(pixels: pixels, rows: 0..<batch + 3)
    let (loss, gradient) = learner.gradient(pixels: pixels, rows: rows)
    #expect(abs(loss.reconstruction - expected.reconstruction) < 1e-5 * (1 + expected.reconstruction))
    #expect(abs(loss.kl - expected.kl) < 1e-5 * (1 + expected.kl))

    func weightedKL(_ kls: [Double]) -> Double {
      beta * kls.reduce(0) { $0 + max(freeBits, $1) }
    }
    let differences = centralDifferences(at: point) { moved in
      let loss = reference.loss(moved, images: images, noise: noise)
      return loss.reconstruction + weightedKL(loss.kls)
    }
    #expect(relativeError(gradient, differences) < 5e-6)

    let result = learner.step(pixels: pixels, rows: rows)
    #expect(result.loss == loss)
    let expectedKL = weightedKL(expected.kls)
    #expect(abs(result.weightedKL - expectedKL) < 1e-5 * (1 + expectedKL))
    if freeBits == 0 { #expect(result.weightedKL == beta * loss.kl) }
  }

  @Test(
    "has bit-identical weights and losses whatever the number of threads", arguments: kernelNames,
    [0, 0.01] as [Float])
  func threads(kernelName: String, freeBits: Float) throws {
    // Wide enough for several shards and several tiles of parameters.
    let architecture = Architecture(pixels: 83, hidden: [450, 31], latentSize: 5)
    var random = RandomStream(testSeed: 5)
    let pixels = random.bytes(83 * 200)
    func train(threads: Int) throws -> (VAE, [StepResult], EvaluationResult, LatentStatistics) {
      let learner = Learner(
        model: try VAE(architecture, seed: 1), batchSize: 100, seed: 2, workers: WorkerPool(threads: threads),
        kernels: try Kernels.named(kernelName))
      learner.freeBits = freeBits
      let results = [0..<100, 100..<200, 40..<103, 0..<1].map { learner.step(pixels: pixels, rows: $0) }
      return (
        learner.snapshot(), results, learner.evaluate(pixels: pixels, count: 200, seed: 1),
        learner.takeLatents()
      )
    }
    let one = try train(threads: 1)
    if freeBits > 0 {
      // Some dimensions are below, but not all.
      #expect(one.1.contains { $0.weightedKL > $0.loss.kl && $0.weightedKL > 5.01 * Double(freeBits) })
    }
    for threads in [2, 3, 7] {
      let many = try train(threads: threads)
      #expect(many.0.parameters.map(\.bitPattern) == one.0.parameters.map(\.bitPattern), "\(threads) threads")
      #expect(many.1 == one.1)
      #expect(many.2 == one.2)
      #expect(many.3 == one.3)
    }
  }

  @Test("has bit-identical weights with no free bits and with fewer than any dimension's KL")
  func noFreeBits() throws {
    let architecture = Self.architectures[1]
    var random = RandomStream(testSeed: 10)
    let pixels = random.bytes(architecture.pixels * 7)
    let learners = try ([0, 1e-9] as [Float]).map { freeBits in
      let learner = Learner(
        model: try VAE(architecture, seed: 1), batchSize: 7, seed: 2, workers: WorkerPool(threads: 1),
        kernels: try bestKernels())
      learner.freeBits = freeBits
      for _ in 0..<5 { _ = learner.step(pixels: pixels, rows: 0..<7) }
      return learner
    }
    #expect(learners[0].snapshot() == learners[1].snapshot())
  }

  @Test("has bit-identical weights whether or not it skips the images' zeros", arguments: kernelNames)
  func skipsZeros(kernelName: String) throws {
    let architecture = Architecture(pixels: 150, hidden: [130], latentSize: 3)
    var random = RandomStream(testSeed: 8)
    let pixels = random.bytes(150 * 70).map { $0 < 180 ? 0 : $0 }
    let models = try [true, false].map { imagesHaveZeros in
      let learner = Learner(
        model: try VAE(architecture, seed: 1), batchSize: 70, seed: 2, imagesHaveZeros: imagesHaveZeros,
        workers: WorkerPool(threads: 2), kernels: try Kernels.named(kernelName))
      for _ in 0..<3 { _ = learner.step(pixels: pixels, rows: 0..<70) }
      return learner.snapshot().parameters.map(\.bitPattern)
    }
    #expect(models[0] == models[1])
  }

  @Test("updates with Adam by the very gradient that it returns")
  func stepIsAdam() throws {
    let architecture = Self.architectures[2]
    var random = RandomStream(testSeed: 6)
    let pixels = random.bytes(architecture.pixels * 6)
    let model = try VAE(architecture, seed: 1)
    let learner = Learner(
      model: model, batchSize: 8, optimizer: .adam(Adam(learningRate: 0.01)), seed: 1,
      workers: WorkerPool(threads: 1),
      kernels: try bestKernels())
    var parameters = model.parameters.map(Double.init)
    var first = parameters.map { _ in 0.0 }
    var second = first
    for step in 1...4 {
      let (loss, gradient) = learner.gradient(pixels: pixels, rows: 0..<6)
      let result = learner.step(pixels: pixels, rows: 0..<6)
      #expect(result.loss == loss && !result.diverged && learner.step == step)
      for (index, slope) in gradient.enumerated() {
        first[index] = 0.9 * first[index] + 0.1 * Double(slope)
        second[index] = 0.999 * second[index] + 0.001 * Double(slope) * Double(slope)
        let mean = first[index] / (1 - power(0.9, step))
        let square = second[index] / (1 - power(0.999, step))
        parameters[index] -= 0.01 * mean / (square.squareRoot() + 1e-8)
      }
      // A tenth of a thousandth of one step's size.
      let errors = zip(learner.snapshot().parameters, parameters).map { abs(Double($0) - $1) }
      #expect((errors.max() ?? 1) < 1e-6)
    }
  }

  @Test("gathers the posteriors of its batches, those before each update", arguments: [1, 2])
  func latents(threads: Int) throws {
    let architecture = Self.architectures[1]
    let kernels = try bestKernels()
    var random = RandomStream(testSeed: 9)
    let pixels = random.bytes(architecture.pixels * 30)
    let images = FloatMatrix(rows: 30, columns: architecture.pixels, elements: pixels.map { Float($0) / 255 })
    let learner = Learner(
      model: try VAE(architecture, seed: 1), batchSize: 30, optimizer: .adam(Adam(learningRate: 0.1)),
      seed: 1,
      workers: WorkerPool(threads: threads), kernels: kernels)
    #expect(learner.takeLatents() == LatentStatistics(latentSize: 2))
    for steps in [1, 3] {
      var expected = LatentStatistics(latentSize: 2)
      for _ in 0..<steps {
        expected.add(learner.snapshot().encode(images, kernels: kernels))
        _ = learner.step(pixels: pixels, rows: 0..<30)
      }
      // Nothing else adds to them.
      _ = learner.gradient(pixels: pixels, rows: 0..<30)
      _ = learner.evaluate(pixels: pixels, count: 30, seed: 1)
      let latents = learner.takeLatents()
      #expect(latents.count == 30 * steps)
      #expect(latents == expected)
    }
  }

  @Test("learns: the loss falls on images that have something to learn", arguments: Activation.allCases)
  func learns(activation: Activation) throws {
    // Two kinds of image, either half white.
    let pixels = (0..<64).flatMap { image in
      (0..<16).map { ($0 < 8) == (image % 2 == 0) ? UInt8(255) : 0 }
    }
    let learner = Learner(
      model: try VAE(Architecture(pixels: 16, hidden: [12], latentSize: 2, activation: activation), seed: 1),
      batchSize: 64, optimizer: .adam(Adam(learningRate: 0.02)), seed: 1, workers: WorkerPool(threads: 2),
      kernels: try bestKernels())
    let before = learner.evaluate(pixels: pixels, count: 64, seed: 1).loss
    for _ in 0..<300 { _ = learner.step(pixels: pixels, rows: 0..<64) }
    let after = learner.evaluate(pixels: pixels, count: 64, seed: 1).loss
    // One bit, ln 2 = 0.69 nats, is all that the code has to carry.
    #expect(before.reconstruction > 10)
    #expect(after.negativeELBO < 2)
  }

  @Test("depends on the seed")
  func seeds() throws {
    let model = try VAE(Self.architectures[1], seed: 1)
    let kernels = try bestKernels()
    let pixels = [UInt8](repeating: 100, count: 24)
    let losses = [1, 1, 2].map { seed in
      Learner(model: model, batchSize: 2, seed: seed, workers: WorkerPool(threads: 1), kernels: kernels)
        .step(pixels: pixels, rows: 0..<2).loss
    }
    #expect(losses[0] == losses[1] && losses[0] != losses[2])
  }

  @Test("obeys a learning rate that is changed between steps")
  func learningRate() throws {
    let learner = Learner(
      model: try VAE(Self.architectures[1], seed: 1), batchSize: 2, seed: 1, workers: WorkerPool(threads: 1),
      kernels: try bestKernels())
    let pixels = [UInt8](repeating: 100, count: 24)
    let before = learner.snapshot()
    learner.learningRate = 0
    _ = learner.step(pixels: pixels, rows: 0..<2)
    #expect(learner.snapshot() == before)
    learner.learningRate = 0.01
    _ = learner.step(pixels: pixels, rows: 0..<2)
    #expect(learner.snapshot() != before)
  }

  @Test("leaves the model as it was when the loss is not finite")
  func divergence() throws {
    let architecture = Self.architectures[1]
    var parameters = try VAE(architecture, seed: 1).parameters
    parameters[0] = .infinity
    let learner = Learner(
      model: VAE(architecture, parameters: parameters), batchSize: 2, seed: 1,
      workers: WorkerPool(threads: 2), kernels: try bestKernels())
    let result = learner.step(pixels: [UInt8](repeating: 100, count: 24), rows: 0..<2)
    #expect(result.diverged && !result.loss.isFinite)
    #expect(learner.step == 0)
    #expect(learner.snapshot().parameters == parameters)
    #expect(learner.takeLatents() == LatentStatistics(latentSize: 2))
  }

  @Test("counts the log variances that it clamps, and stays finite with them")
  func clamps() throws {
    let architecture = Architecture(pixels: 1, hidden: [], latentSize: 1)
    // weights mean 0, log variance 1000; biases 0; decoder 0.
    let model = VAE(architecture, parameters: [0, 1000, 0, 0, 0, 0])
    let learner = Learner(
      model: model, batchSize: 3, seed: 1, workers: WorkerPool(threads: 1), kernels: try bestKernels())
    let result = learner.step(pixels: [255, 0, 255], rows: 0..<3)
    #expect(result.clampedLogVariances == 2)
    #expect(!result.diverged && learner.snapshot().isFinite)
  }

  @Test("goes on learning after a step with clamped log variances")
  func recoversFromClamps() throws {
    let model = VAE(
      Architecture(pixels: 1, hidden: [], latentSize: 1), parameters: [0.5, 1000, 0, 0, 0.5, 0])
    let learner = Learner(
      model: model, batchSize: 3, seed: 1, workers: WorkerPool(threads: 1), kernels: try bestKernels())
    #expect(learner.step(pixels: [255, 0, 255], rows: 0..<3).clampedLogVariances == 2)
    let before = learner.snapshot().parameters
    let result = learner.step(pixels: [0, 0, 0], rows: 0..<3)
    #expect(!result.diverged)
    #expect(zip(before, learner.snapshot().parameters).contains { $0 != $1 })
  }

  @Test("says that it diverged where the square of a weight's gradient is infinite and that of no bias is")
  func hiddenDivergenceOfWeight() throws {
    // The code is 1e25 and the decoder's weight and bias 0, so that the logit is 0. The gradient by the weight is half
    // the code, whose square is infinite, and that by the bias a half; without the KL all others are 0.
    let model = VAE(
      Architecture(pixels: 1, hidden: [], latentSize: 1), parameters: [0, 0, 1e25, -1e3, 0, 0])
    let learner = Learner(model: model, batchSize: 2, workers: WorkerPool(threads: 1))
    learner.beta = 0
    let result = learner.step(pixels: [0], rows: [0, 0])
    #expect(result.loss.isFinite && result.diverged)
    #expect(learner.step == 0)
  }

  @Test("says that it diverged where a gradient's square is infinite though the loss is not")
  func hiddenDivergence() throws {
    // The posterior's mean is 1e15 and the decoder's weight 1e20, so that the logit is 1e35 and finite, while
    // the gradient by the mean's bias is 1e20, the square of which is not.
    let model = VAE(Architecture(pixels: 1, hidden: [], latentSize: 1), parameters: [0, 0, 1e15, 0, 1e20, 0])
    let learner = Learner(
      model: model, batchSize: 1, seed: 1, workers: WorkerPool(threads: 1), kernels: try bestKernels())
    let result = learner.step(pixels: [0], rows: 0..<1)
    #expect(result.loss.isFinite)
    #expect(result.diverged)
    #expect(learner.step == 0)
    #expect(learner.takeLatents() == LatentStatistics(latentSize: 1))
  }
}

@Suite("The learner in bfloat16", .enabled(if: bfloat16Kernels != nil))
struct BFloat16LearnerTests {
  // Every layer but those around the code is wide enough for bfloat16; odd sizes leave pairs without partners.
  private func learner(
    _ precision: Learner.Precision, threads: Int = 2, imagesHaveZeros: Bool = false,
    activation: Activation = .tanh,
    latentSize: Int = 3
  ) throws -> Learner {
    let architecture = Architecture(
      pixels: 151, hidden: [131, 97], latentSize: latentSize, activation: activation)
    return Learner(
      model: try VAE(architecture, seed: 1), batchSize: 61, optimizer: .adam(Adam(learningRate: 0.01)),
      seed: 2,
      precision: precision, imagesHaveZeros: imagesHaveZeros, workers: WorkerPool(threads: threads),
      kernels: try #require(bfloat16Kernels))
  }

  private var pixels: [UInt8] {
    var random = RandomStream(testSeed: 5)
    return random.bytes(151 * 61).map { $0 < 180 ? 0 : $0 }
  }

  @Test("has the gradient of floats to within its rounding", arguments: [false, true])
  func gradient(imagesHaveZeros: Bool) throws {
    for activation in Activation.allCases {
      for count in [1, 2, 61] {
        let exact = try learner(.fp32, imagesHaveZeros: imagesHaveZeros, activation: activation)
          .gradient(pixels: pixels, rows: 0..<count)
        let rounded = try learner(.bf16, imagesHaveZeros: imagesHaveZeros, activation: activation)
          .gradient(pixels: pixels, rows: 0..<count)
        #expect(abs(exact.loss.reconstruction - rounded.loss.reconstruction) < 0.2)
        let error = relativeError(rounded.gradient, exact.gradient.map(Double.init))
        #expect(error < 0.03 && error > 1e-6)
      }
    }
  }

  @Test("has that gradient where the code is wide enough for bfloat16 too")
  func wideCode() throws {
    let exact = try learner(.fp32, latentSize: 65).gradient(pixels: pixels, rows: 0..<61)
    let rounded = try learner(.bf16, latentSize: 65).gradient(pixels: pixels, rows: 0..<61)
    #expect(relativeError(rounded.gradient, exact.gradient.map(Double.init)) < 0.03)
  }

  @Test("has bit-identical weights and losses whatever the number of threads")
  func threads() throws {
    func train(threads: Int) throws -> (VAE, [StepResult]) {
      let learner = try learner(.bf16, threads: threads)
      let results = [0..<61, 5..<40, 0..<1].map { learner.step(pixels: pixels, rows: $0) }
      return (learner.snapshot(), results)
    }
    let one = try train(threads: 1)
    for threads in [2, 3, 7] {
      let many = try train(threads: threads)
      #expect(many.0.parameters.map(\.bitPattern) == one.0.parameters.map(\.bitPattern), "\(threads) threads")
      #expect(many.1 == one.1)
    }
  }

  @Test("learns, and tests in floats what it has learned")
  func learns() throws {
    let learner = try learner(.bf16)
    let before = learner.evaluate(pixels: pixels, count: 61, seed: 1)
    for _ in 0..<50 { _ = learner.step(pixels: pixels, rows: 0..<61) }
    let after = learner.evaluate(pixels: pixels, count: 61, seed: 1)
    #expect(after.loss.negativeELBO < 0.95 * before.loss.negativeELBO)
    let model = learner.snapshot()
    let direct = model.evaluate(
      pixels: pixels, count: 61, seed: 1, workers: WorkerPool(threads: 1),
      kernels: try #require(bfloat16Kernels))
    #expect(direct == after)
  }
}

private let bfloat16Kernels = Kernels.available.first(where: \.hasBfloat16)

private func power(_ base: Double, _ exponent: Int) -> Double {
  (0..<exponent).reduce(1) { product, _ in product * base }
}
