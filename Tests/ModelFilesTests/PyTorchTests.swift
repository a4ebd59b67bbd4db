import Formats
import ModelFiles
import SystemLibrary
import TestSupport
import Testing
import VAECore

/// What PyTorch computed with a model that it wrote: see `Fixtures/pytorch/make.py`.
private struct PyTorchNumbers {
  static let folder = Repository.root + "/Tests/ModelFilesTests/Fixtures/pytorch/"
  static let images = 4

  let model: VAE
  private let json: JSONText

  init() throws {
    model = try VAE.load(from: Self.folder + "model.safetensors")
    let path = Self.folder + "numbers.json"
    json = try JSONText(parsing: WholeFile.read(path)[...], path: path)
  }

  func number(_ name: String) throws -> Double { try #require(json[name]?.numberValue) }

  func list(_ name: String) throws -> [Float] {
    try #require(json[name]?.arrayValue).map { Float(try #require($0.numberValue)) }
  }

  func gradient(of tensor: String) throws -> [Float] {
    try #require(json["gradient"]?[tensor]?.arrayValue).map { Float(try #require($0.numberValue)) }
  }

  var pixels: [UInt8] { get throws { try list("pixels").map { UInt8($0) } } }

  /// The model with log variances so low that noise does not move the code.
  var narrow: VAE {
    get throws {
      let narrowing = Float(try number("narrowing"))
      return try VAE(
        model.architecture,
        named: model.namedParameters.map { parameter in
          guard parameter.name == "encoder.fc_logvar.bias" else { return parameter }
          return NamedParameter(
            name: parameter.name, shape: parameter.shape, values: parameter.values.map { $0 - narrowing })
        })
    }
  }
}

@Suite("numbers of PyTorch's") struct PyTorchTests {
  private let numbers: PyTorchNumbers

  init() throws {
    numbers = try PyTorchNumbers()
  }

  static let kernels = Kernels.available

  private func expectNear(_ found: [Float], _ expected: [Float], _ name: String) {
    #expect(found.count == expected.count, "\(name)")
    for (index, (found, expected)) in zip(found, expected).enumerated() {
      #expect(abs(found - expected) <= 2e-6 * max(1, abs(expected)), "\(name) \(index)")
    }
  }

  @Test("a model that PyTorch wrote opens, and is written with the same names, shapes and values")
  func opens() throws {
    #expect(
      numbers.model.architecture
        == Architecture(image: ImageShape(width: 6, height: 5), hidden: [8], latentSize: 3))
    let directory = try TemporaryDirectory()
    try numbers.model.save(to: directory["model.safetensors"])
    let files = try [PyTorchNumbers.folder + "model.safetensors", directory["model.safetensors"]].map {
      path in
      try SafetensorsFile(bytes: WholeFile.read(path), path: path)
    }
    let tensors = files.map { file in
      file.tensors.map { NamedParameter(name: $0.name, shape: $0.shape, values: $0.values) }
        .sorted { $0.name < $1.name }
    }
    #expect(tensors[0] == tensors[1])
    #expect(files[0].metadata == files[1].metadata)
  }

  @Test("images are encoded and codes decoded as by PyTorch", arguments: kernels.map(\.name))
  func inference(kernels name: String) throws {
    let kernels = try Kernels.named(name)
    let pixels = try numbers.pixels
    var images = FloatMatrix(rows: PyTorchNumbers.images, columns: 30)
    for (index, pixel) in pixels.enumerated() { images[index / 30, index % 30] = Float(pixel) / 255 }
    let posterior = numbers.model.encode(images, kernels: kernels)
    expectNear(posterior.mean.elements, try numbers.list("mean"), "mean")
    expectNear(posterior.logVariance.elements, try numbers.list("log_variance"), "log variance")
    let decoded = numbers.model.decode(posterior.mean, kernels: kernels)
    let sigmoids = try numbers.list("logits").map { Float(1 / (1 + exp(-Double($0)))) }
    expectNear(decoded.elements, sigmoids, "pixel")
  }

  @Test("the losses are PyTorch's, in nats per image", arguments: kernels.map(\.name))
  func losses(kernels name: String) throws {
    let result = numbers.model.evaluate(
      pixels: try numbers.pixels, count: PyTorchNumbers.images, seed: 1, atMean: true,
      workers: WorkerPool(threads: 1), kernels: try Kernels.named(name))
    let (reconstruction, kl) = try (numbers.number("reconstruction"), numbers.number("kl"))
    #expect(abs(result.loss.reconstruction - reconstruction) < 2e-6 * reconstruction)
    #expect(abs(result.loss.kl - kl) < 2e-6 * kl)
  }

  @Test("the gradient of every tensor is PyTorch's", arguments: kernels.map(\.name))
  func gradient(kernels name: String) throws {
    let learner = Learner(
      model: try numbers.narrow, batchSize: PyTorchNumbers.images, seed: 1, workers: WorkerPool(threads: 1),
      kernels: try Kernels.named(name))
    let (loss, gradient) = learner.gradient(
      pixels: try numbers.pixels, rows: Array(0..<PyTorchNumbers.images))
    let reconstruction = try numbers.number("narrow_reconstruction")
    #expect(abs(loss.reconstruction - reconstruction) < 2e-6 * reconstruction)
    #expect(abs(loss.kl - (try numbers.number("narrow_kl"))) < 2e-6 * loss.kl)
    // In the order of the parameters, which a model has under their names.
    for tensor in VAE(numbers.model.architecture, parameters: gradient).namedParameters {
      expectNear(tensor.values, try numbers.gradient(of: tensor.name), tensor.name)
    }
  }
}
