import Testing
import VAECore

@Suite("Evaluation")
struct EvaluationTests {
  let architecture = Architecture(pixels: 9, hidden: [6], latentSize: 2)

  @Test("gives the mean over images, each with its own noise")
  func mean() throws {
    let kernels = try bestKernels()
    let model = VAE(architecture, seed: 1)
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
      )
      #expect(abs(loss.reconstruction - expected.reconstruction) < 1e-5)
      #expect(abs(loss.kl - expected.kl) < 1e-6)
    }
  }

  @Test("is the same through the learner, and for a part of the images")
  func learner() throws {
    let kernels = try bestKernels()
    let workers = WorkerPool(threads: 2)
    let model = VAE(architecture, seed: 1)
    var random = RandomStream(testSeed: 2)
    let pixels = random.bytes(9 * 200)
    let learner = Learner(model: model, batchSize: 3, seed: 1, workers: workers, kernels: kernels)
    for count in [1, 130, 200] {
      let direct = model.evaluate(pixels: pixels, count: count, seed: 7, workers: workers, kernels: kernels)
      #expect(learner.evaluate(pixels: pixels, count: count, seed: 7) == direct)
    }
  }
}
