import Datasets
import VAECore

/// A run step by step: its images, its knobs, and its record.
///
/// It is a function of the configuration, the data and the turned knobs; clocks, commands and keyframes are the
/// trainer's.
struct Course {
  let learner: Learner
  private(set) var record: TrainingRecord
  private let configuration: TrainingConfiguration
  private let dataset: ImageDataset
  private var sampler: BatchSampler
  /// The step since which the learner has been gathering statistics of the posteriors.
  private var latentsStart = 0

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
  var isScriptedTurnDue: Bool { record.script.first.map { $0.step <= record.step } ?? false }

  /// Makes the turns of the configuration that are due, which come before those of the keyboard.
  mutating func makeScriptedTurns() {
    while isScriptedTurnDue { turn(record.script.removeFirst().setting) }
  }

  /// Leaves out the turns of the configuration that are due.
  mutating func dropScriptedTurns() {
    while isScriptedTurnDue { record.script.removeFirst() }
  }

  /// Turns a knob for the next step on.
  mutating func turn(_ setting: KnobSetting) {
    let turn = KnobTurn(step: record.step, setting: setting)
    record.turns.append(turn)
    record.trainHistory.startStretch()
    record.testHistory.startStretch()
    record.knobs.apply(turn)
  }

  /// Goes back to `target`: restores a state on the way to it, and repeats the steps between.
  ///
  /// - Parameter goesOn: Called before each of these steps; false ends the return, with the record as it was and the learner
  ///   at another step, from which only another return leads on.
  /// - Returns: Whether it was reached; false if `goesOn` was false, or if a step diverged that did not before.
  mutating func goBack(
    to target: TrainingRecord, from state: LearnerState, goesOn: (_ step: Int) -> Bool
  ) -> Bool {
    learner.restore(state)
    latentsStart = state.step
    sampler.seek(step: state.step)
    while learner.step < target.step {
      guard goesOn(learner.step) else { return false }
      let knobs = Knobs(configuration, turns: target.turns, atStep: learner.step)
      prepareLearner(knobs)
      guard !learner.step(pixels: dataset.train.pixels, rows: sampler.next()).diverged else { return false }
      _ = takeLatents()
    }
    record = target
    return true
  }

  /// Goes on from here as a branch of a number, which is a new one unless it is the record's own.
  mutating func goOn(asBranch branch: Int) {
    guard branch != record.branch else { return }
    record.branch = branch
    record.branchStart = record.step
  }

  /// Takes the next step and returns its number of images; nil if its loss was not finite.
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
    let point = LossPoint(step: Double(learner.step), loss: result.loss, weightedKL: result.weightedKL)
    record.epochLoss.add(point)
    record.trainHistory.append(point)
    if let latents = takeLatents() { record.latents = latents }
    return batch.count
  }

  /// The number of steps over which statistics of the posteriors are taken: `imagesOfLatents` images or a few more.
  private var stepsOfLatents: Int { (TrainingRecord.imagesOfLatents + batchSize - 1) / batchSize }

  /// The statistics of the posteriors at the end of a stretch of steps; nil elsewhere.
  ///
  /// Stretches begin at the same steps on every way here: where training went back into the middle of one, that one has
  /// none.
  private mutating func takeLatents() -> LatentStatistics? {
    guard learner.step.isMultiple(of: stepsOfLatents) else { return nil }
    defer { latentsStart = learner.step }
    let latents = learner.takeLatents()
    return learner.step - latentsStart == stepsOfLatents ? latents : nil
  }

  /// Computes the loss of the test images; false if it is not finite.
  mutating func test() -> Bool {
    let result = learner.evaluate(
      pixels: dataset.test.pixels, count: dataset.test.count, seed: configuration.seed)
    guard result.loss.isFinite else { return false }
    let test = TestRecord(
      result, configuration.objective, epoch: record.epoch, step: record.step, knobs: record.knobs,
      stepsPerEpoch: stepsPerEpoch)
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

extension ImageSet {
  /// Whether enough pixels are black that skipping them is faster, judged by the first 1,000 images.
  public var hasZerosToSkip: Bool { Learner.skipsZeros(shareOfBlack: shareOfBlack(first: 1000)) }
}
