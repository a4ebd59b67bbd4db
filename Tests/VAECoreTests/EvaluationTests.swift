import Testing
import VAECore

@Suite("Evaluation")
struct EvaluationTests {
  let architecture = Architecture(pixels: 9, hidden: [6], latentSize: 2)

  @Test("returns the mean over images, each with its own noise")
  func mean() throws {
    let kernels = try bestKernels()
    let model = try VAE(architecture, seed: 1)
    var random = RandomStream(testSeed: 1)
    let pixels = random.bytes(9 * 300)
    let reference = ReferenceVAE(architecture: architecture)
    let images = (0..<300).map { image in pixels[image * 9..<(image + 1) * 9].map { Double($0) / 255 } }
    for atMean in [false, true] {
      let noise = (0..<300).map { image in
        var stream = RandomStream(seed: 7, purpose: .evaluation, row: image)
        return atMean ? [0, 0] : stream.normals(2).map(Double.init)
      }
      let expected = reference.loss(model.parameters.map(Double.init), images: images, noise: noise)
      let loss = model.evaluate(
        pixels: pixels, count: 300, seed: 7, atMean: atMean, workers: WorkerPool(threads: 2), kernels: kernels
      ).loss
      #expect(abs(loss.reconstruction - expected.reconstruction) < 1e-5)
      #expect(abs(loss.kl - expected.kl) < 1e-6)
    }
  }

  @Test("is the same through the learner, and for a part of the images")
  func learner() throws {
    let kernels = try bestKernels()
    let workers = WorkerPool(threads: 2)
    let model = try VAE(architecture, seed: 1)
    var random = RandomStream(testSeed: 2)
    let pixels = random.bytes(9 * 200)
    let learner = Learner(model: model, batchSize: 3, seed: 1, workers: workers, kernels: kernels)
    for count in [1, 130, 200] {
      let direct = model.evaluate(pixels: pixels, count: count, seed: 7, workers: workers, kernels: kernels)
      #expect(learner.evaluate(pixels: pixels, count: count, seed: 7) == direct)
    }
  }

  @Test("returns the latents of all images, the same with any number of threads")
  func latents() throws {
    let kernels = try bestKernels()
    let model = try VAE(architecture, seed: 1)
    var random = RandomStream(testSeed: 3)
    let pixels = random.bytes(9 * 300)
    let results = [1, 2].map { threads in
      model.evaluate(
        pixels: pixels, count: 290, seed: 7, workers: WorkerPool(threads: threads), kernels: kernels)
    }
    #expect(results[0] == results[1])
    #expect(
      results[0].latents == LatentStatistics(of: model, pixels: pixels, count: 290, kernels: kernels))
  }

  @Test("returns the variety of the first 128 reconstructions beside their images'")
  func variety() throws {
    let kernels = try bestKernels()
    let model = VAE(
      architecture, parameters: try VAE(architecture, seed: 1).parameters.map { 4 * $0 })
    var random = RandomStream(testSeed: 4)
    let pixels = random.bytes(9 * 150)
    let images = FloatMatrix(rows: 128, columns: 9, elements: pixels.prefix(9 * 128).map { Float($0) / 255 })
    let decoded = model.decode(model.encode(images, kernels: kernels).mean, kernels: kernels)
    func spread(_ matrix: FloatMatrix) -> Double {
      (0..<9).reduce(0) { sum, j in
        let column = (0..<128).map { Double(matrix[$0, j]) }
        let mean = column.reduce(0, +) / 128
        return sum + column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      }
    }
    let result = model.evaluate(
      pixels: pixels, count: 150, seed: 7, atMean: true, workers: WorkerPool(threads: 2), kernels: kernels)
    let expected = spread(decoded) / spread(images)
    #expect(expected > 0.01)
    #expect(abs(result.variety - expected) < 1e-5 * expected)
  }

  @Test("has a variety of 0 where all reconstructions are alike, and of 1 where all images are")
  func extremeVariety() throws {
    let kernels = try bestKernels()
    let workers = WorkerPool(threads: 1)
    let (model, pixels) = (try VAE(architecture, seed: 1), (0..<9 * 20).map { UInt8($0) })
    func variety(_ model: VAE, _ pixels: [UInt8]) -> Double {
      model.evaluate(pixels: pixels, count: 20, seed: 1, workers: workers, kernels: kernels).variety
    }
    let blank = VAE(architecture, parameters: model.parameters.map { _ in 0 })
    #expect(variety(blank, pixels) == 0)
    #expect(variety(model, [UInt8](repeating: 70, count: 9 * 20)) == 1)
  }
}
