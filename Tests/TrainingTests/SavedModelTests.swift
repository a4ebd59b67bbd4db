import Datasets
import Formats
import TestSupport
import Testing

@testable import Training
@testable import VAECore

extension Bars {
  /// Writes the bars as the four files of a data set into `directory`.
  static func write(to directory: borrowing TemporaryDirectory, as name: String) throws -> DatasetLocation {
    for (file, set) in [("train", dataset.train), ("t10k", dataset.test)] {
      try directory.write(
        idxBytes(dimensions: [set.count, set.height, set.width], elements: set.pixels),
        to: "\(name)/\(file)-images-idx3-ubyte")
      try directory.write(
        idxBytes(dimensions: [set.count], elements: set.labels), to: "\(name)/\(file)-labels-idx1-ubyte")
    }
    return DatasetLocation(name: name, directory: directory[name])
  }
}

private func plan(
  _ configuration: TrainingConfiguration, on location: DatasetLocation, keptIn place: TrainingPlan.Place,
  kernels: String? = nil
) throws -> TrainingPlan {
  let clock = TickingClock()
  return try TrainingPlan(
    configuration, on: location, keptIn: place, watching: .init(secondsBetweenSnapshots: 1), threads: 1,
    kernels: Kernels.best(named: kernels), clock: { clock.next() })
}

/// Trains to the end, and returns the last snapshot.
private func run(_ plan: TrainingPlan) throws -> TrainingSnapshot {
  let mailbox = try Mailbox()
  plan.job.run(mailbox: mailbox)
  return try #require(mailbox.takeSnapshot())
}

@Suite struct TrainingPlanTests {
  @Test("a plan takes the images' size from their files, and keeps the run where it is told to")
  func keeps() throws {
    let directory = try TemporaryDirectory()
    var configuration = barsConfiguration(epochs: 2)
    configuration.turns = [KnobTurn(step: 3, setting: .beta(2)), KnobTurn(step: 99, setting: .beta(3))]
    let plan = try plan(
      configuration, on: Bars.write(to: directory, as: "bars"), keptIn: .directory(directory["run"]))
    #expect(plan.job.model.architecture.image == ImageShape(width: Bars.width, height: Bars.height))
    #expect(directory.names(in: "run").isEmpty)
    let snapshot = try run(plan)
    #expect(snapshot.status == .completed && snapshot.savedModel == directory["run/model.safetensors"])
    #expect(directory.names(in: "run") == ["config.json", "history.json", "model.safetensors"])
    #expect(try TrainingConfiguration(contentsOf: directory["run/config.json"]) == configuration)
    let saved = try SavedModel(directory["run"])
    #expect(saved.trained.model == snapshot.model && saved.trained.step == 12)
    // What was to be turned after the end was not.
    #expect(saved.trained.configuration.turns == [KnobTurn(step: 3, setting: .beta(2))])
  }

  @Test("runs that are kept in new directories have one each")
  func apart() throws {
    let directory = try TemporaryDirectory()
    let location = try Bars.write(to: directory, as: "bars")
    let paths = try (0..<2).map { _ in
      try run(plan(barsConfiguration(epochs: 1), on: location, keptIn: .new(at: directory["runs/now"])))
        .savedModel
    }
    #expect(paths == [directory["runs/now/model.safetensors"], directory["runs/now-2/model.safetensors"]])
  }

  @Test("what cannot be trained is refused before anything is made")
  func refused() throws {
    let directory = try TemporaryDirectory()
    let location = try Bars.write(to: directory, as: "bars")
    let place = TrainingPlan.Place.directory(directory["run"])
    var configuration = barsConfiguration(epochs: 1)
    configuration.precision = .bf16
    #expect(throws: KernelError.noBfloat16(kernels: "portable")) {
      try plan(configuration, on: location, keptIn: place, kernels: "portable")
    }
    configuration.precision = .fp32
    configuration.hidden = Array(repeating: 16_384, count: 16)
    #expect(throws: ArchitectureError.self) { try plan(configuration, on: location, keptIn: place) }
    let nowhere = DatasetLocation(name: "none", directory: directory["none"])
    #expect(throws: DatasetError.self) { try plan(barsConfiguration(epochs: 1), on: nowhere, keptIn: place) }
    #expect(directory.names(in: "run").isEmpty)
  }
}

@Suite struct SavedModelTests {
  private func saved(
    _ directory: borrowing TemporaryDirectory, change: (inout TrainingConfiguration) -> Void = { _ in }
  ) throws -> (live: TrainingSnapshot, saved: SavedModel) {
    var configuration = barsConfiguration(epochs: 3)
    change(&configuration)
    let location = try Bars.write(to: directory, as: "bars")
    configuration.data = location.directory
    let live = try run(plan(configuration, on: location, keptIn: .directory(directory["run"])))
    return (live, try SavedModel(directory["run"]))
  }

  @Test("a run that was saved is shown as it was at its end, from its directory or its model file")
  func snapshot() throws {
    let directory = try TemporaryDirectory()
    let (live, saved) = try saved(directory) { $0.turns = [KnobTurn(step: 7, setting: .beta(2))] }
    for snapshot in [saved.snapshot, try SavedModel(directory["run/model.safetensors"]).snapshot] {
      #expect(snapshot.isSaved && snapshot.status == .completed && snapshot.model == live.model)
      #expect(snapshot.step == 18 && snapshot.epoch == 3 && snapshot.stepsPerEpoch == 6)
      #expect(snapshot.turns == live.turns && snapshot.knobs == live.knobs)
      #expect(snapshot.trainHistory.curve == live.trainHistory.curve)
      #expect(snapshot.testHistory.curve == live.testHistory.curve)
    }
  }

  @Test("of a model without its curves the test loss is shown, with the free bits in its objective")
  func withoutHistory() throws {
    let directory = try TemporaryDirectory()
    let (_, saved) = try saved(directory) {
      $0.freeBits = 3
      $0.turns = [KnobTurn(step: 7, setting: .beta(2)), KnobTurn(step: 17, setting: .freeBits(5))]
    }
    let test = try #require(saved.trained.test)
    try #require(test.kl < 10)
    WholeFile.remove(directory["run/history.json"])
    let snapshot = try SavedModel(directory["run"]).snapshot
    // Two dimensions of at least 5 nats, twice.
    #expect(
      snapshot.testHistory.curve == [LossPoint(step: 18, loss: test, weightedKL: 20)])
    #expect(snapshot.knobs.freeBits == 5)
  }

  @Test("a test of a saved model has the objective that training has, in mid warm-up and with free bits")
  func tested() throws {
    let directory = try TemporaryDirectory()
    let (live, saved) = try saved(directory) {
      $0.warmUp = 12
      $0.freeBits = 0.5
      $0.beta = 4
    }
    let test = try #require(live.test)
    // 18 of 72 steps.
    #expect(test.beta == 1)
    let dataset = try saved.locate(nil, by: DatasetLocator(environment: [:], executablePath: "/")).load()
    let result = saved.trained.model.evaluate(
      pixels: dataset.test.pixels, count: dataset.test.count, seed: 3, workers: WorkerPool(threads: 1),
      kernels: Kernels.best)
    #expect(saved.snapshot.tested(result).test == test)
    #expect(saved.snapshot.tested(result).latents == result.latents)
    // Without its curves the images say how many steps an epoch has.
    WholeFile.remove(directory["run/history.json"])
    var snapshot = try SavedModel(directory["run"]).snapshot
    snapshot.dataset = dataset
    #expect(snapshot.tested(result).test?.point == test.point)
  }

  @Test("images of another size than the model's are refused, and its own are found by themselves")
  func locates() throws {
    let directory = try TemporaryDirectory()
    let (_, saved) = try saved(directory)
    let locator = DatasetLocator(environment: [:], executablePath: "/")
    #expect(try saved.locate(nil, by: locator).directory == directory["bars"])
    try directory.write(
      idxBytes(dimensions: [2, 3, 4], elements: Array(0..<24)), to: "small/train-images-idx3-ubyte")
    try directory.write(idxBytes(dimensions: [2], elements: [1, 2]), to: "small/train-labels-idx1-ubyte")
    for part in ["images-idx3", "labels-idx1"] {
      try directory.write(
        WholeFile.read(directory["small/train-\(part)-ubyte"]), to: "small/t10k-\(part)-ubyte")
    }
    let error = #expect(throws: SavedModelError.self) { try saved.locate(directory["small"], by: locator) }
    #expect(error == .otherSize(data: "small", expected: ImageShape(width: 6, height: 6)))
  }

  @Test("a directory without a model is an error that says what to give")
  func noModel() throws {
    let directory = try TemporaryDirectory()
    let error = #expect(throws: SavedModelError.self) { try SavedModel(directory.path) }
    #expect(error == .noModel(path: directory.path))
    #expect(error.map { "\($0)" }?.contains("give a run that has ended") == true)
  }
}
