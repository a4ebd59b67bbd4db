import Testing
import VAECore

@Suite("A compact model")
struct CompactModelTests {
  // Blocks with half of one, one alone, and less than one.
  static let architectures = [
    Architecture(pixels: 12, hidden: [7], latentSize: 2),
    Architecture(pixels: 4, hidden: [], latentSize: 2),
    Architecture(pixels: 1, hidden: [], latentSize: 1),
  ]

  @Test("has each parameter to within half its block's scale", arguments: architectures)
  func errors(architecture: Architecture) {
    var random = RandomStream(testSeed: 1)
    // Blocks of very different sizes.
    let parameters = (0..<architecture.parameterCount).map { index in
      random.normal() * [1e-30, 1, 1e30][index / 32 % 3]
    }
    let compact = CompactModel(VAE(architecture, parameters: parameters))
    #expect(compact.architecture == architecture && compact.model.architecture == architecture)
    for start in stride(from: 0, to: parameters.count, by: 32) {
      let block = start..<min(start + 32, parameters.count)
      let scale = (parameters[block].map(\.magnitude).max() ?? 0) / 127
      for index in block {
        #expect((compact.model.parameters[index] - parameters[index]).magnitude <= 0.5001 * scale)
      }
    }
  }

  @Test("returns zeros, tiny numbers and the largest of a block", arguments: architectures)
  func extremes(architecture: Architecture) {
    func restored(_ parameter: (Int) -> Float) -> [Float] {
      let parameters = (0..<architecture.parameterCount).map(parameter)
      return CompactModel(VAE(architecture, parameters: parameters)).model.parameters
    }
    #expect(restored { _ in 0 }.allSatisfy { $0 == 0 })
    #expect(restored { _ in .leastNonzeroMagnitude }.allSatisfy { $0.magnitude < 1e-36 })
    #expect(
      restored { $0.isMultiple(of: 2) ? 127 : -127 }.enumerated().allSatisfy {
        $1 == ($0.isMultiple(of: 2) ? 127 : -127)
      })
  }

  @Test(
    "returns NaN for a block with anything that is not finite",
    arguments: [.nan, .infinity, -.infinity] as [Float])
  func nonFinite(value: Float) throws {
    let architecture = Self.architectures[0]
    var parameters = try VAE(architecture, seed: 1).parameters
    parameters[40] = value
    parameters[parameters.count - 1] = value
    let restored = CompactModel(VAE(architecture, parameters: parameters)).model.parameters
    let lastBlock = (parameters.count - 1) / 32
    for (index, parameter) in restored.enumerated() {
      #expect(parameter.isNaN == [1, lastBlock].contains(index / 32))
    }
  }

  @Test("takes a byte a parameter and four a block", arguments: architectures)
  func byteCount(architecture: Architecture) {
    let count = architecture.parameterCount
    let expected = count + 4 * ((count + 31) / 32)
    #expect(CompactModel.byteCount(architecture) == expected)
  }

  @Test("reconstructs as the model that was trained does, nearly")
  func reconstruction() throws {
    // Two kinds of image, either half white.
    let pixels = (0..<64).flatMap { image in
      (0..<16).map { ($0 < 8) == (image % 2 == 0) ? UInt8(255) : 0 }
    }
    let (kernels, workers) = (try bestKernels(), WorkerPool(threads: 1))
    let learner = Learner(
      model: try VAE(Architecture(pixels: 16, hidden: [12], latentSize: 2), seed: 1), batchSize: 64,
      optimizer: .adam(Adam(learningRate: 0.02)), seed: 1, workers: workers, kernels: kernels)
    for _ in 0..<300 { _ = learner.step(pixels: pixels, rows: 0..<64) }
    let model = learner.snapshot()
    let compact = CompactModel(model).model
    let images = FloatMatrix(rows: 64, columns: 16, elements: pixels.map { Float($0) / 255 })
    let reconstructions = [model, compact].map {
      $0.decode($0.encode(images, kernels: kernels).mean, kernels: kernels).elements
    }
    let errors = zip(reconstructions[0], reconstructions[1]).map { ($0 - $1).magnitude }
    #expect((errors.max() ?? 1) < 0.02)
    #expect(compact != model)
  }
}
