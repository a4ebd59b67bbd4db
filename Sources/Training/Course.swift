import Datasets
import VAECore

/// A run step by step: which images, with which knobs, and what comes of it.
///
/// It is a function of the configuration, the data and the knobs that are turned; clocks, commands and what is kept
/// are the trainer's.
struct Course {
  let learner: Learner
  private(set) var record: TrainingRecord
  private let configuration: TrainingConfiguration
  private let dataset: ImageDataset
  private var sampler: BatchSampler
  private var imagesInLatents = 0

  /// How many images the figures of the posteriors are taken over, at the least.
  private static let imagesOfLatents = 2_048

  init(_ job: TrainingJob, dataset: ImageDataset) {
    configuration = job.configuration
    self.dataset = dataset
    sampler = BatchSampler(
      imageCount: dataset.train.count, batchSize: configuration.batchSize, seed: configuration.seed)
    learner = Learner(
      model: job.model, batchSize: sampler.batchSize, seed: configuration.seed,
      precision: configuration.precision, imagesHaveZeros: dataset.train.hasZerosToSkip,
      workers: WorkerPool(threads: job.threads, name: "worker"), kernels: job.kernels)
    record = TrainingRecord(configuration)
  }

  var stepsPerEpoch: Int { sampler.batchesPerEpoch }
  var batchSize: Int { sampler.batchSize }

  /// Whether the next step is the first of an epoch, and the last was the last of one.
  var isBetweenEpochs: Bool { record.step.isMultiple(of: stepsPerEpoch) }

  /// Whether all steps are taken.
  var isDone: Bool { record.step >= configuration.epochs * stepsPerEpoch }

  /// Whether the configuration has a knob turned for the next step.
  var isScriptedTurnDue: Bool {
    record.scriptedTurns < configuration.turns.count
      && configuration.turns[record.scriptedTurns].step <= record.step
  }

  /// Turns a knob for the next step on.
  mutating func turn(_ setting: KnobSetting) {
    makeScriptedTurns()
    make(setting)
  }

  /// Makes the turns of the configuration that are due, which come before those of the keyboard.
  private mutating func makeScriptedTurns() {
    while isScriptedTurnDue {
      make(configuration.turns[record.scriptedTurns].setting)
      record.scriptedTurns += 1
    }
  }

  private mutating func make(_ setting: KnobSetting) {
    let turn = KnobTurn(step: record.step, setting: setting)
    record.turns.append(turn)
    record.knobs.apply(turn)
  }

  /// Goes back to `target`, taking up training at a state on the way to it and going through the steps between.
  ///
  /// - Parameter goesOn: Called before each of these steps; false ends it, with the record as it was and the learner
  ///   at some other step, from which nothing but another return leads on.
  /// - Returns: Whether it was reached.
  mutating func goBack(
    to target: TrainingRecord, from state: LearnerState, goesOn: (_ step: Int) -> Bool
  ) -> Bool {
    learner.restore(state)
    sampler.seek(step: state.step)
    while learner.step < target.step {
      guard goesOn(learner.step) else { return false }
      let knobs = Knobs(configuration, turns: target.turns, atStep: learner.step)
      prepareLearner(knobs)
      guard !learner.step(pixels: dataset.train.pixels, rows: sampler.next()).diverged else { return false }
    }
    _ = learner.takeLatents()
    imagesInLatents = 0
    record = target
    return true
  }

  /// Gives the branch that goes on from here its number.
  mutating func begin(branch: Int) {
    record.branch = branch
    record.branchStart = record.step
    // So that the keyboard has the last word here.
    makeScriptedTurns()
  }

  /// Takes the next step, and gives how many images it had; nothing where its loss was no finite number.
  mutating func takeStep() -> Int? {
    if isBetweenEpochs {
      record.epoch += 1
      record.epochLoss = LossSum()
    }
    makeScriptedTurns()
    let batch = sampler.next()
    prepareLearner(record.knobs)
    let result = learner.step(pixels: dataset.train.pixels, rows: batch)
    if result.clampedLogVariances > 0 {
      record.clampedLogVariances += result.clampedLogVariances
      record.lastClampStep = record.step + 1
    }
    guard !result.diverged else { return nil }
    record.step = learner.step
    record.epochLoss.add(result.loss, weightedKL: result.weightedKL)
    record.trainHistory.append(step: learner.step, loss: result.loss, weightedKL: result.weightedKL)
    imagesInLatents += batch.count
    if imagesInLatents >= Self.imagesOfLatents {
      record.latents = learner.takeLatents()
      imagesInLatents = 0
    }
    return batch.count
  }

  /// Works out the loss of the test images; false where it is no finite number.
  mutating func test() -> Bool {
    let result = learner.evaluate(
      pixels: dataset.test.pixels, count: dataset.test.count, seed: configuration.seed)
    guard result.loss.isFinite else { return false }
    let test = TestRecord(
      result, epoch: record.epoch, step: record.step,
      beta: record.knobs.effectiveBeta(step: record.step, stepsPerEpoch: stepsPerEpoch),
      freeBits: record.knobs.freeBits)
    record.test = test
    record.testHistory.append(test.point)
    return true
  }

  /// Sets the knobs for the learner's next step.
  private func prepareLearner(_ knobs: Knobs) {
    learner.learningRate = Float(knobs.learningRate)
    learner.beta = Float(
      knobs.effectiveBeta(step: learner.step + 1, stepsPerEpoch: sampler.batchesPerEpoch))
    learner.freeBits = Float(knobs.freeBits)
  }
}
