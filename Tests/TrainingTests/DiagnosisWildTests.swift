import TestSupport
import Testing

@testable import Training
@testable import VAECore

/// Records such as no run has.
private struct WildRecord {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  private mutating func one<Element>(of elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &random)]
  }

  private mutating func number() -> Double {
    let numbers: [Double] = [
      0, -0.0, 1, -1, 0.5, 200, 543, -1e3, 1e9, 1e300, -1e300, .leastNonzeroMagnitude, .infinity, -.infinity,
      .nan,
    ]
    return one(of: numbers)
  }

  private mutating func history(_ most: Int) -> LossHistory {
    var history = LossHistory(capacity: one(of: [4, 8, 2048]))
    var step = 0
    for _ in 0..<Int.random(in: 0...most, using: &random) {
      step += one(of: [0, 1, 1, 1, 7, 1_000])
      history.append(
        step: step, loss: VAE.Loss(reconstruction: number(), kl: number()), weightedKL: number())
    }
    return history
  }

  private mutating func latents(_ latentSize: Int) -> LatentStatistics {
    var latents = LatentStatistics(latentSize: latentSize)
    let rows = Int.random(in: 0...3, using: &random)
    guard rows > 0 else { return latents }
    func matrix(_ values: [Float]) -> FloatMatrix {
      FloatMatrix(rows: rows, columns: latentSize, elements: values)
    }
    let count = rows * latentSize
    latents.add(
      Posterior(
        mean: matrix((0..<count).map { _ in Float(number()) }),
        logVariance: matrix((0..<count).map { _ in Float(number()) })))
    return latents
  }

  mutating func snapshot() -> TrainingSnapshot {
    var configuration = TrainingConfiguration()
    configuration.latentSize = one(of: [1, 2, 5])
    configuration.epochs = one(of: [1, 20, 1_000_000])
    configuration.batchSize = one(of: [1, 128, 65_536])
    configuration.warmUp = one(of: [0, 0, 1, 1_000_000])
    configuration.beta = abs(number())
    configuration.learningRate = abs(number())
    configuration.freeBits = abs(number())
    let architecture = Architecture(
      pixels: one(of: [1, 4]), hidden: [2], latentSize: configuration.latentSize)
    var record = TrainingRecord(configuration)
    record.step = one(of: [0, 1, 39, 200, 1_000, 1_000_000])
    record.trainHistory = history(300)
    record.testHistory = history(20)
    if Bool.random(using: &random) { record.latents = latents(configuration.latentSize) }
    if Bool.random(using: &random) {
      record.test = TestRecord(
        EvaluationResult(
          loss: VAE.Loss(reconstruction: number(), kl: number()), latents: latents(configuration.latentSize),
          variety: number()),
        .elbo, epoch: 1, step: one(of: [0, record.step]), knobs: record.knobs,
        stepsPerEpoch: one(of: [0, 1, 468]))
    }
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let setting: KnobSetting =
        switch Int.random(in: 0...3, using: &random) {
        case 0: .learningRate(abs(number()))
        case 1: .beta(abs(number()))
        case 2: .warmUp(epochs: one(of: [0, 1, 1_000_000]))
        default: .freeBits(abs(number()))
        }
      let turn = KnobTurn(step: Int.random(in: 0...record.step, using: &random), setting: setting)
      record.turns.append(turn)
      record.knobs.apply(turn)
    }
    if Bool.random(using: &random) {
      record.clampedLogVariances = Int.random(in: 0...Int.max, using: &random)
      record.lastClampStep = Int.random(in: 0...record.step + 1, using: &random)
    }
    let statuses: [TrainingStatus] = [
      .loading(0), .running, .paused, .returning(0.5), .completed, .stopped, .diverged(step: record.step + 1),
      .diverged(step: 0),
    ]
    var snapshot = TrainingSnapshot(
      status: one(of: statuses), configuration: configuration,
      model: VAE.fresh(architecture, seed: 1))
    snapshot.record = record
    snapshot.stepsPerEpoch = one(of: [0, 1, 468])
    snapshot.batchSize = one(of: [0, 1, 128])
    return snapshot
  }
}

@Suite("Diagnosis: wild records") struct DiagnosisWildTests {
  @Test("no record traps, each check has a verdict, and a cause is named once")
  func wild() {
    for seed in 0..<3_000 {
      var wild = WildRecord(seed: UInt64(seed))
      let diagnosis = Diagnosis(Vitals(wild.snapshot()))
      #expect(diagnosis.verdicts.count == Diagnosis.Check.allCases.count)
      if case .trouble = diagnosis.verdicts[.learningRate] { #expect(diagnosis.troubles.count == 1) }
    }
  }

  @Test("a run that has not begun has no troubles")
  func beforeTheFirstStep() {
    let model = VAE.fresh(Architecture(pixels: 4, hidden: [2], latentSize: 1), seed: 1)
    let snapshot = TrainingSnapshot(status: .loading(0), configuration: TrainingConfiguration(), model: model)
    #expect(Diagnosis(Vitals(snapshot)).troubles.isEmpty)
  }

  @Test("a run that diverged is so at its end, and not at an earlier keyframe that is looked at")
  func earlierKeyframe() {
    let model = VAE.fresh(Architecture(pixels: 4, hidden: [2], latentSize: 1), seed: 1)
    var snapshot = TrainingSnapshot(
      status: .diverged(step: 301), configuration: TrainingConfiguration(), model: model)
    snapshot.record.step = 300
    #expect(
      Diagnosis(Vitals(snapshot)).troubles == [.divergence(step: 301, learningRate: 0.001)])
    var record = snapshot.record
    record.step = 250
    let keyframe = Keyframe(number: 0, record: record, model: model)
    #expect(Diagnosis(Vitals(snapshot.looking(at: keyframe))).troubles.isEmpty)
  }
}
