import Formats
import TestSupport
import Testing
import Training
import VAECore

@Suite struct ModelFileTests {
  private static let sample = ModelFile(
    model: .fresh(
      Architecture(image: ImageShape(width: 3, height: 2), hidden: [5, 4], latentSize: 3), seed: 9),
    configuration: TrainingConfiguration(
      data: "bars", hidden: [5, 4], latentSize: 3, epochs: 7, batchSize: 16, learningRate: 0.0005, beta: 2.5,
      seed: .max, precision: .bf16),
    step: 123, test: Loss(reconstruction: 80.125, kl: 12.5))

  @Test("a model read back is the one that was written, weight for weight, with all that is known of it")
  func roundTrip() throws {
    let directory = try TemporaryDirectory()
    let path = directory["model.safetensors"]
    try Self.sample.write(to: path)
    let back = try ModelFile(contentsOf: path)
    #expect(back.model == Self.sample.model)
    #expect(back.configuration == Self.sample.configuration)
    #expect(back.model.architecture.image == ImageShape(width: 3, height: 2))
    #expect(back.step == 123)
    #expect(back.test == Self.sample.test)
  }

  @Test("tensors have PyTorch's names and shapes")
  func names() throws {
    let directory = try TemporaryDirectory()
    let path = directory["model.safetensors"]
    try Self.sample.write(to: path)
    let file = try SafetensorsFile(bytes: WholeFile.read(path), path: path)
    let shapes = Dictionary(uniqueKeysWithValues: file.tensors.map { ($0.name, $0.shape) })
    #expect(shapes["encoder.fc1.weight"] == [5, 6])
    #expect(shapes["encoder.fc2.bias"] == [4])
    #expect(shapes["encoder.fc_mu.weight"] == [3, 4])
    #expect(shapes["encoder.fc_logvar.bias"] == [3])
    #expect(shapes["decoder.fc1.weight"] == [4, 3])
    #expect(shapes["decoder.fc3.weight"] == [6, 5])
    #expect(shapes.count == 14)
  }

  @Test("a model file cut anywhere is an error with the file's name, never a crash")
  func truncated() throws {
    let directory = try TemporaryDirectory()
    let path = directory["model.safetensors"]
    try Self.sample.write(to: path)
    let bytes = try WholeFile.read(path)
    for length in stride(from: 0, to: bytes.count, by: 7) {
      let cut = directory["cut.safetensors"]
      try WholeFile.write(Array(bytes.prefix(length)), to: cut)
      let error = #expect(throws: (any Error).self) { try ModelFile(contentsOf: cut) }
      #expect("\(try #require(error))".contains("cut.safetensors"))
    }
  }

  /// Metadata that was tampered with, and a word that the error must have.
  static let tampering: [(field: String, value: String?, word: String)] = [
    ("format", nil, "not a model"), ("format", "other", "not a model"), ("version", "3", "version"),
    ("hidden", "5", "encoder"), ("hidden", "5,999999999999999999", "hidden"), ("hidden", "5,-4", "hidden"),
    ("latent_size", "0", "latent_size"), ("latent_size", "4", "fc_mu"), ("width", "100000", "width"),
    ("height", nil, "height"), ("activation", "gelu", "activation"),
    ("learning_rate", "nan", "learning_rate"), ("learning_rate", "0", "learning_rate"),
    ("learning_rate", "1e-60", "learning_rate"), ("learning_rate", "-0.1", "learning_rate"),
    ("learning_rate", "1e300", "learning_rate"), ("beta", "-1", "beta"), ("beta", "1e300", "beta"),
    ("hidden", "", "hidden"), ("hidden", "5,,4", "hidden"), ("turns", "4:beta=1,,5:beta=2", "turns"),
    ("step", "-1", "step"), ("step", "9223372036854775807", "step"),
    ("epochs", "9223372036854775807", "epochs"),
    ("batch_size", "9223372036854775807", "batch_size"), ("turns", "9223372036854775807:warm-up=1", "turns"),
    ("warm_up", "-1", "warm_up"), ("free_bits", "inf", "free_bits"), ("seed", "x", "seed"),
    ("test_kl", "nan", "test_kl"),
    ("precision", "fp8", "precision"),
  ]

  @Test("a file from before there was a choice of precision was trained in floats")
  func withoutPrecision() throws {
    let directory = try TemporaryDirectory()
    let path = directory["model.safetensors"]
    try Self.sample.write(to: path)
    var file = try SafetensorsFile(bytes: WholeFile.read(path), path: path)
    file.metadata["precision"] = nil
    try WholeFile.write(file.serialized(), to: path)
    #expect(try ModelFile(contentsOf: path).configuration.precision == .fp32)
  }

  /// The file's metadata as version 1 had it: the architecture follows from the settings and three fields more.
  private static func downgrade(_ file: inout SafetensorsFile) {
    file.metadata["architecture"] = nil
    file.metadata["version"] = "1"
    (file.metadata["width"], file.metadata["height"], file.metadata["activation"]) = ("3", "2", "relu")
  }

  @Test("a file of version 1 still opens")
  func version1() throws {
    let directory = try TemporaryDirectory()
    let path = directory["model.safetensors"]
    try Self.sample.write(to: path)
    var file = try SafetensorsFile(bytes: WholeFile.read(path), path: path)
    Self.downgrade(&file)
    try WholeFile.write(file.serialized(), to: path)
    let back = try ModelFile(contentsOf: path)
    #expect(back.model == Self.sample.model && back.configuration == Self.sample.configuration)
  }

  /// What was done to the architecture of version 2.
  static let architectures: [(field: String, value: String?, word: String)] = [
    ("architecture", nil, "architecture"), ("architecture", "", "architecture"),
    ("architecture", "image=3x2 encoder= latent=gaussian:3", "architecture"),
    (
      "architecture",
      "image=3x2 encoder=5:relu latent=gaussian:3 decoder=5:relu likelihood=bernoulli prior=normal", "fc_mu"
    ),
    (
      "architecture",
      "image=2000x2 encoder= latent=gaussian:3 decoder= likelihood=bernoulli prior=normal", "architecture"
    ),
  ]

  @Test(
    "metadata that was tampered with is named",
    arguments: tampering.map { (true, $0) } + architectures.map { (false, $0) })
  func tampered(isVersion1: Bool, row: (field: String, value: String?, word: String)) throws {
    let directory = try TemporaryDirectory()
    let path = directory["model.safetensors"]
    try Self.sample.write(to: path)
    var file = try SafetensorsFile(bytes: WholeFile.read(path), path: path)
    if isVersion1 { Self.downgrade(&file) }
    file.metadata[row.field] = row.value
    try WholeFile.write(file.serialized(), to: path)
    let error = #expect(throws: (any Error).self) { try ModelFile(contentsOf: path) }
    #expect("\(try #require(error))".contains(row.word))
  }
}
