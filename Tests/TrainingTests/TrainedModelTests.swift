import Formats
import TestSupport
import Testing
import VAECore

@testable import Training

@Suite struct TrainedModelTests {
  private static let sample = TrainedModel(
    model: .fresh(
      Architecture(image: ImageShape(width: 3, height: 2), hidden: [5, 4], latentSize: 3), seed: 9),
    configuration: TrainingConfiguration(
      data: "bars", hidden: [5, 4], latentSize: 3, epochs: 7, batchSize: 16, learningRate: 0.0005, beta: 2.5,
      seed: .max, precision: .bf16),
    step: 123, test: VAE.Loss(reconstruction: 80.125, kl: 12.5))

  @Test("a trained model read back is the one that was written, with all that is known of it")
  func roundTrip() throws {
    let directory = try TemporaryDirectory()
    let path = directory["model.safetensors"]
    try Self.sample.write(to: path)
    let back = try TrainedModel(contentsOf: path)
    #expect(back.model == Self.sample.model)
    #expect(back.configuration == Self.sample.configuration)
    #expect(back.step == 123)
    #expect(back.test == Self.sample.test)
  }

  /// Metadata that was tampered with, and a word that the error must have.
  static let tampering: [(field: String, value: String?, word: String)] = [
    ("learning_rate", "nan", "learning_rate"), ("learning_rate", "0", "learning_rate"),
    ("learning_rate", "1e-60", "learning_rate"), ("learning_rate", "-0.1", "learning_rate"),
    ("learning_rate", "1e300", "learning_rate"), ("beta", "-1", "beta"), ("beta", "1e300", "beta"),
    ("hidden", "5,,4", "hidden"), ("turns", "4:beta=1,,5:beta=2", "turns"),
    ("step", "-1", "step"), ("step", "9223372036854775807", "step"), ("step", nil, "step"),
    ("epochs", "9223372036854775807", "epochs"), ("epochs", nil, "epochs"),
    ("batch_size", "9223372036854775807", "batch_size"), ("turns", "9223372036854775807:warm-up=1", "turns"),
    ("warm_up", "-1", "warm_up"), ("free_bits", "inf", "free_bits"), ("seed", "x", "seed"),
    ("test_kl", "nan", "test_kl"),
    ("precision", "fp8", "precision"),
  ]

  @Test("metadata that was tampered with is named", arguments: tampering)
  func tampered(row: (field: String, value: String?, word: String)) throws {
    let directory = try TemporaryDirectory()
    let path = directory["model.safetensors"]
    try Self.sample.write(to: path)
    var file = try SafetensorsFile(bytes: WholeFile.read(path), path: path)
    file.metadata[row.field] = row.value
    try WholeFile.write(file.serialized(), to: path)
    let error = #expect(throws: (any Error).self) { try TrainedModel(contentsOf: path) }
    #expect("\(try #require(error))".contains(row.word))
  }

  @Test("a file from before there was a choice of precision was trained in floats")
  func withoutPrecision() throws {
    let directory = try TemporaryDirectory()
    let path = directory["model.safetensors"]
    try Self.sample.write(to: path)
    var file = try SafetensorsFile(bytes: WholeFile.read(path), path: path)
    file.metadata["precision"] = nil
    try WholeFile.write(file.serialized(), to: path)
    #expect(try TrainedModel(contentsOf: path).configuration.precision == .fp32)
  }

  @Test("a run that was saved in version 1 opens with its settings, its losses and its curves")
  func version1() throws {
    let run = RunDirectory(path: Repository.root + "/Tests/ModelFilesTests/Fixtures/version-1")
    let trained = try TrainedModel(contentsOf: run.modelPath)
    #expect(
      trained.configuration
        == TrainingConfiguration(
          data: "/tmp/bars", hidden: [8], latentSize: 2, epochs: 12, batchSize: 64, learningRate: 0.02,
          beta: 0.5, warmUp: 1, freeBits: 0.1,
          turns: [
            KnobTurn(step: 9, setting: .beta(1)), KnobTurn(step: 20, setting: .learningRate(0.01)),
          ], seed: .max))
    #expect(
      trained.model.architecture
        == Architecture(image: ImageShape(width: 8, height: 8), hidden: [8], latentSize: 2))
    #expect(trained.step == 48)
    #expect(trained.test == VAE.Loss(reconstruction: 24.348303815349936, kl: 0.20539184085746096))
    let history = try RunHistory(contentsOf: run.historyPath)
    #expect(history.train.count == 48 && history.test.count == 12 && history.end == .completed)
    #expect(history.test.last?.loss == trained.test)
  }
}
