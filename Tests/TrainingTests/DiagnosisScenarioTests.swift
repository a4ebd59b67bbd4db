import Testing
import VAECore

@testable import Training

/// A kind of trouble without its figures.
private enum Kind: String {
  case collapse, ignoredCode, betaTooLarge, betaTooSmall, meanReconstruction, meanDivergence
  case divergence, explosion, deadened, risingLoss, overfitting, priorMissed, clampedLogVariances

  init(_ trouble: Trouble) {
    self =
      switch trouble {
      case .collapse: .collapse
      case .ignoredCode: .ignoredCode
      case .betaTooLarge: .betaTooLarge
      case .betaTooSmall: .betaTooSmall
      case .meanReconstruction: .meanReconstruction
      case .meanDivergence: .meanDivergence
      case .divergence: .divergence
      case .explosion: .explosion
      case .deadened: .deadened
      case .risingLoss: .risingLoss
      case .overfitting: .overfitting
      case .priorMissed: .priorMissed
      case .clampedLogVariances: .clampedLogVariances
      }
  }
}

/// A run of a small network on real digits, and what is to be found of it.
private struct Scenario: CustomTestStringConvertible {
  /// What the run is.
  var testDescription: String
  /// The one trouble at its end; nothing where it is well.
  var found: Kind?
  /// The step by which that trouble is named.
  var by = 0
  /// What may be named on the way beside it: other words for the same cause.
  var onTheWay: [Kind] = []
  /// How the model is spoilt before its first step: a tensor's name, and what becomes of its values.
  var spoilt: [String: @Sendable (Float) -> Float] = [:]
  /// Whether some units, and not all, are dead in the end.
  var hasDeadUnits = false
  /// How many images it is trained on.
  var images = 4_000
  /// How it differs from 40 epochs with 64 hidden units and 2 latents.
  var settings: @Sendable (inout TrainingConfiguration) -> Void = { _ in }

  /// With ReLUs that pass nothing the decoder draws its last biases for every code.
  static let deadDecoder: [String: @Sendable (Float) -> Float] = [
    "decoder.fc1.weight": { _ in 0 }, "decoder.fc1.bias": { _ in -10 },
  ]

  // A batch is 128 of 4,000 images: 31 steps an epoch.
  static let all: [Scenario] = [
    Scenario(testDescription: "healthy, 2 latents"),
    Scenario(testDescription: "healthy, 20 latents, some of them dead", hasDeadUnits: true, images: 6_000) {
      $0.hidden = [128]
      $0.latentSize = 20
      $0.beta = 4
      $0.learningRate = 0.002
    },
    Scenario(testDescription: "healthy, 1 latent") { $0.latentSize = 1 },
    Scenario(testDescription: "healthy, beta 0.5") { $0.beta = 0.5 },
    Scenario(testDescription: "healthy, beta 4") { $0.beta = 4 },
    Scenario(testDescription: "healthy, a few free bits") {
      $0.latentSize = 10
      $0.freeBits = 0.1
    },
    Scenario(testDescription: "healthy, batches of 8", images: 2_000) {
      $0.batchSize = 8
      $0.epochs = 8
    },
    Scenario(testDescription: "warm-up in progress") { $0.warmUp = 45 },
    Scenario(testDescription: "warm-up that is over") { $0.warmUp = 6 },
    Scenario(testDescription: "beta 0", found: .betaTooSmall, by: 1_000) { $0.beta = 0 },
    Scenario(testDescription: "beta 100", found: .betaTooLarge, by: 300) {
      $0.beta = 100
      $0.epochs = 20
    },
    Scenario(testDescription: "beta 100 in mid-run", found: .betaTooLarge, by: 620) {
      $0.turns = [KnobTurn(step: 310, setting: .beta(100))]
      $0.epochs = 25
    },
    Scenario(testDescription: "a reconstruction loss that is a mean", found: .meanReconstruction, by: 300) {
      $0.beta = 784
      $0.epochs = 20
    },
    Scenario(testDescription: "a KL that is a mean", found: .meanDivergence, by: 1_000) {
      $0.beta = 1.0 / 784
    },
    Scenario(testDescription: "learning rate 0.3", found: .deadened, by: 300) {
      $0.learningRate = 0.3
      $0.epochs = 20
    },
    Scenario(testDescription: "learning rate 10", found: .explosion, by: 40) {
      $0.learningRate = 10
      $0.epochs = 20
    },
    Scenario(testDescription: "learning rate 1e30", found: .divergence, by: 2) { $0.learningRate = 1e30 },
    // What is left when the rate is turned down is a decoder that died.
    Scenario(
      testDescription: "learning rate 10 turned down too late", found: .ignoredCode, by: 40,
      onTheWay: [.explosion]
    ) {
      $0.learningRate = 10
      $0.turns = [KnobTurn(step: 60, setting: .learningRate(0.001))]
      $0.epochs = 20
    },
    // It comes back in some hundred steps, which makes this one as good as over.
    Scenario(testDescription: "learning rate 0.03 in mid-run", found: .risingLoss, by: 465) {
      $0.latentSize = 10
      $0.turns = [KnobTurn(step: 420, setting: .learningRate(0.03))]
      $0.epochs = 15
    },
    // The loss rises at first, and stays high because the decoder has died.
    Scenario(
      testDescription: "learning rate 0.05 in mid-run", found: .deadened, by: 450, onTheWay: [.risingLoss]
    ) {
      $0.turns = [KnobTurn(step: 400, setting: .learningRate(0.05))]
      $0.epochs = 25
    },
    Scenario(
      testDescription: "200 images many times over", found: .overfitting, by: 1_300, images: 200
    ) {
      $0.hidden = [256]
      $0.latentSize = 10
      $0.batchSize = 20
      $0.epochs = 140
    },
    Scenario(testDescription: "a dead decoder", found: .collapse, by: 300, spoilt: deadDecoder) {
      $0.epochs = 20
    },
    // Codes are wide apart from the start and cost nothing, so they stay.
    Scenario(
      testDescription: "a dead decoder, codes held apart by free bits", found: .ignoredCode, by: 300,
      spoilt: deadDecoder.merging(["encoder.fc_mu.weight": { 20 * $0 }]) { $1 }
    ) {
      $0.freeBits = 100
      $0.epochs = 20
    },
    Scenario(testDescription: "12 free bits a dimension", found: .priorMissed, by: 1_000) {
      $0.freeBits = 12
    },
    Scenario(
      testDescription: "log variances that begin at 40", found: .clampedLogVariances, by: 1,
      spoilt: ["encoder.fc_logvar.bias": { _ in 40 }]
    ) { $0.epochs = 10 },
  ]

  func patient() throws -> Patient {
    var configuration = TrainingConfiguration(data: "digits", hidden: [64], epochs: 40)
    settings(&configuration)
    let architecture = Architecture(
      pixels: 784, hidden: configuration.hidden, latentSize: configuration.latentSize)
    let model = try VAE(architecture, seed: configuration.seed)
    let named = model.namedParameters.map { tensor in
      guard let spoil = spoilt[tensor.name] else { return tensor }
      return NamedParameter(name: tensor.name, shape: tensor.shape, values: tensor.values.map(spoil))
    }
    return try Patient(
      configuration, model: VAE(architecture, named: named), dataset: Digits.first(images, test: 500),
      threads: 1)
  }
}

@Suite("Diagnosis: real runs", .serialized) struct DiagnosisScenarioTests {
  @Test(
    "each thing that goes wrong is named, in time and alone, and a healthy run is never alarmed",
    arguments: Scenario.all)
  private func scenario(_ scenario: Scenario) throws {
    var patient = try scenario.patient()
    var seen: [String] = []
    var firstFound = Int.max
    var last: [Kind] = []
    patient.run(every: 5) { snapshot in
      last = Diagnosis(Vitals(snapshot)).troubles.map(Kind.init)
      if last.contains(where: { $0 == scenario.found || scenario.onTheWay.contains($0) }) {
        firstFound = min(firstFound, max(1, snapshot.step))
      }
      if last.count > 1 || last.contains(where: { $0 != scenario.found && !scenario.onTheWay.contains($0) }) {
        seen.append("\(snapshot.step): \(Diagnosis(Vitals(snapshot)).troubles)")
      }
    }
    #expect(seen.isEmpty)
    #expect(last == (scenario.found.map { [$0] } ?? []))
    if scenario.hasDeadUnits {
      let size = patient.snapshot.configuration.latentSize
      #expect((1..<size).contains(patient.snapshot.latents?.activeUnits ?? 0))
    }
    if scenario.found != nil {
      // Looked at every fifth step.
      #expect(firstFound <= scenario.by + 5)
    }
  }

  @Test(
    "a learning rate that was too high for a while is forgotten once it is turned down and the loss is back")
  func recovers() throws {
    let scenario = Scenario(testDescription: "up and down") {
      $0.latentSize = 10
      $0.turns = [
        KnobTurn(step: 400, setting: .learningRate(0.03)), KnobTurn(step: 450, setting: .learningRate(0.001)),
      ]
      $0.epochs = 25
    }
    var patient = try scenario.patient()
    var alarmed: [Int] = []
    patient.run(every: 5) { if !Diagnosis(Vitals($0)).troubles.isEmpty { alarmed.append($0.step) } }
    #expect(alarmed.contains { (440...450).contains($0) })
    #expect(alarmed.allSatisfy { (400...450).contains($0) })
  }

  @Test("a beta that was too large for a while is forgotten once it is 1 again")
  func recoversFromCollapse() throws {
    let scenario = Scenario(testDescription: "beta back at 1") {
      $0.beta = 100
      $0.turns = [KnobTurn(step: 400, setting: .beta(1))]
    }
    var patient = try scenario.patient()
    var alarmed: [Int] = []
    patient.run(every: 5) { if !Diagnosis(Vitals($0)).troubles.isEmpty { alarmed.append($0.step) } }
    #expect(alarmed.contains(400))
    #expect(alarmed.allSatisfy { $0 <= 400 })
  }

  @Test("the default run of 20 epochs is never alarmed")
  func defaults() throws {
    let configuration = TrainingConfiguration()
    let architecture = Architecture(
      pixels: 784, hidden: configuration.hidden, latentSize: configuration.latentSize)
    var patient = try Patient(
      configuration, model: try VAE(architecture, seed: configuration.seed), dataset: Digits.all.get(),
      threads: WorkerPool.processorCount)
    var seen: [String] = []
    var last: Diagnosis?
    patient.run(every: 20) { snapshot in
      let diagnosis = Diagnosis(Vitals(snapshot))
      if !diagnosis.troubles.isEmpty { seen.append("\(snapshot.step): \(diagnosis.troubles)") }
      last = diagnosis
    }
    #expect(seen.isEmpty)
    // No check is left open: the run is healthy.
    #expect(last?.verdicts.values.allSatisfy { $0 == .fine } == true)
  }
}
