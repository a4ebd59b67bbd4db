import Foundation
import Testing
import VAECore

@Suite("Encoding and decoding")
struct VAEInferenceTests {
  @Test("have the right shapes and ranges, for no rows too", arguments: [0, 1, 63, 64, 65, 130])
  func shapes(rows: Int) throws {
    let model = try VAE(Architecture(pixels: 10, hidden: [7, 4], latentSize: 3), seed: 1)
    let kernels = try bestKernels()
    var random = RandomStream(testSeed: 1)
    let images = FloatMatrix(rows: rows, columns: 10, elements: random.uniforms(rows * 10))
    let posterior = model.encode(images, kernels: kernels)
    #expect(posterior.mean.rows == rows && posterior.mean.columns == 3)
    #expect(posterior.logVariance.rows == rows && posterior.logVariance.columns == 3)
    let decoded = model.decode(posterior.mean, kernels: kernels)
    #expect(decoded.rows == rows && decoded.columns == 10)
    #expect(decoded.elements.allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test("give a row the same bits alone as in company", arguments: kernelNames)
  func rowsAreIndependent(kernelName: String) throws {
    let kernels = try Kernels.named(kernelName)
    let model = try VAE(Architecture(pixels: 10, hidden: [37], latentSize: 2, activation: .tanh), seed: 1)
    var random = RandomStream(testSeed: 2)
    let codes = FloatMatrix(rows: 150, columns: 2, elements: random.normals(300))
    let together = model.decode(codes, kernels: kernels)
    for row in [0, 63, 64, 149] {
      let alone = model.decode(
        FloatMatrix(rows: 1, columns: 2, elements: Array(codes.row(row))), kernels: kernels)
      #expect(alone.row(0).elementsEqual(together.row(row)))
    }
  }

  @Test("agree with the loss that training sees")
  func agreesWithLoss() throws {
    let kernels = try bestKernels()
    let model = try VAE(Architecture(pixels: 12, hidden: [9], latentSize: 2, activation: .sigmoid), seed: 3)
    var random = RandomStream(testSeed: 3)
    let pixels = random.bytes(12 * 5)
    let images = FloatMatrix(rows: 5, columns: 12, elements: pixels.map { Float($0) / 255 })
    let posterior = model.encode(images, kernels: kernels)
    let decoded = model.decode(posterior.mean, kernels: kernels)
    let crossEntropy = zip(images.elements, decoded.elements).reduce(0.0) { sum, pair in
      let (x, p) = (Double(pair.0), Double(pair.1))
      return sum - x * log(p) - (1 - x) * log(1 - p)
    }
    let result = model.evaluate(
      pixels: pixels, count: 5, seed: 1, atMean: true, workers: WorkerPool(threads: 1), kernels: kernels)
    #expect(abs(result.loss.reconstruction - crossEntropy / 5) < 1e-5)
  }

  @Test("clamp log variances at 30")
  func clamp() throws {
    let architecture = Architecture(pixels: 1, hidden: [], latentSize: 1)
    let model = VAE(architecture, parameters: [0, 1000, 0, 0, 0, 0])
    let posterior = model.encode(FloatMatrix(rows: 1, columns: 1, elements: [1]), kernels: try bestKernels())
    #expect(posterior.logVariance.elements == [30])
  }

  @Test("sample the prior, the same for one seed and number whatever the count")
  func samples() throws {
    let model = try VAE(Architecture(pixels: 10, hidden: [7], latentSize: 3))
    let samples = model.sample(count: 5, seed: 2)
    #expect(samples.rows == 5 && samples.columns == 10)
    #expect(model.sample(count: 2, seed: 2).elements == Array(samples.elements.prefix(20)))
    #expect(model.sample(count: 5, seed: 3) != samples)
    #expect(samples == model.decode(model.architecture.prior.draw(count: 5, latentSize: 3, seed: 2)))
    let codes = Prior.standardNormal.draw(count: 4_000, latentSize: 2, seed: 1).elements.map(Double.init)
    let mean = codes.reduce(0, +) / 8_000
    let variance = codes.reduce(0) { $0 + $1 * $1 } / 8_000
    #expect(abs(mean) < 0.04 && abs(variance - 1) < 0.06)
    let covariance = stride(from: 0, to: 8_000, by: 2).reduce(0) { $0 + codes[$1] * codes[$1 + 1] } / 4_000
    #expect(abs(covariance) < 0.06)
  }

  @Test("give the same from a model that is kept ready")
  func kept() throws {
    let model = try VAE(Architecture(pixels: 10, hidden: [37], latentSize: 2))
    let inference = Inference(model)
    var random = RandomStream(testSeed: 4)
    for rows in [70, 3] {
      let images = FloatMatrix(rows: rows, columns: 10, elements: random.normals(rows * 10))
      let posterior = inference.encode(images)
      #expect(posterior == model.encode(images))
      #expect(inference.decode(posterior.mean) == model.decode(posterior.mean))
    }
  }
}
