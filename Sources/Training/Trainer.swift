import Datasets
import VAECore

/// The training loop: reads the data, takes steps, tests at each epoch's end, publishes what is to be seen and
/// does what it is told.
struct Trainer {
  private let job: TrainingJob
  private let mailbox: Mailbox
  private var snapshot: TrainingSnapshot
  private var meter: RateMeter
  private var lastPublication: Double
  /// The newest published weights that gave a finite loss, to fall back on.
  private var lastGoodModel: VAE
  /// The newest published weights, as long as no loss was computed with them.
  private var unprovenModel: VAE?
  /// Keeps the model at the end, once the run is begun.
  private var save: TrainingJob.SaveModel?
  /// What was asked for while the data was read.
  private var earlyCommands: [TrainingCommand] = []

  init(job: TrainingJob, mailbox: Mailbox) {
    self.job = job
    self.mailbox = mailbox
    snapshot = TrainingSnapshot(status: .loading(0), configuration: job.configuration, model: job.model)
    meter = RateMeter(clock: job.clock)
    lastPublication = job.clock()
    lastGoodModel = job.model
  }

  mutating func run() {
    do {
      let dataset = try load()
      snapshot.dataset = dataset
      earlyCommands = mailbox.takeCommands()
      if earlyCommands.contains(.stop) { return finish(with: .stopped) }
      save = try job.openRun()
      finish(with: train(on: dataset))
    } catch {
      finish(with: .failed(TrainingFailure(error)))
    }
  }

  private func load() throws -> ImageDataset {
    var loading = snapshot
    mailbox.publish(loading)
    return try job.loadData { fraction in
      loading.status = .loading(fraction)
      mailbox.publish(loading)
    }
  }

  /// Keeps the model of a run that was begun, and publishes the last snapshot.
  private mutating func finish(with status: TrainingStatus) {
    snapshot.status = status
    snapshot.imagesPerSecond = meter.recentRate
    snapshot.trainingSeconds = meter.totalSeconds
    do {
      snapshot.savedModel = try save?(snapshot)
    } catch {
      snapshot.saveFailure = TrainingFailure(error)
    }
    mailbox.publish(snapshot)
  }

  private mutating func train(on dataset: ImageDataset) -> TrainingStatus {
    let configuration = job.configuration
    var sampler = BatchSampler(
      imageCount: dataset.train.count, batchSize: configuration.batchSize, seed: configuration.seed)
    let learner = Learner(
      model: job.model, batchSize: sampler.batchSize,
      adam: Adam(learningRate: Float(configuration.learningRate)),
      seed: configuration.seed, precision: configuration.precision,
      imagesHaveZeros: dataset.train.hasZerosToSkip,
      workers: WorkerPool(threads: job.threads, name: "worker"), kernels: job.kernels)
    learner.beta = Float(configuration.beta)
    snapshot.stepsPerEpoch = sampler.batchesPerEpoch
    snapshot.batchSize = sampler.batchSize
    publish(.running, learner)
    for epoch in 1...configuration.epochs {
      snapshot.epoch = epoch
      switch train(epoch: epoch, learner: learner, sampler: &sampler, images: dataset.train) {
      case .done(let loss):
        let test = learner.evaluate(
          pixels: dataset.test.pixels, count: dataset.test.count, seed: configuration.seed
        ).loss
        guard test.isFinite else {
          snapshot.model = lastGoodModel
          return .diverged(step: learner.step)
        }
        report(epoch: epoch, train: loss, test: test, learner: learner)
        publishIfDue(after: min(job.secondsBetweenSnapshots, Self.leastSecondsBetweenSnapshots), learner)
      case .ended(.diverged(let step)):
        snapshot.model = lastGoodModel
        return .diverged(step: step)
      case .ended(let status):
        snapshot.model = learner.snapshot()
        return status
      }
    }
    snapshot.model = learner.snapshot()
    return .completed
  }

  private enum EpochEnd {
    /// All steps were taken; the loss is their mean.
    case done(Loss)
    /// The run ends within the epoch.
    case ended(TrainingStatus)
  }

  private mutating func train(
    epoch: Int, learner: Learner, sampler: inout BatchSampler, images: ImageSet
  ) -> EpochEnd {
    sampler.begin(epoch: epoch)
    var sum = LossSum()
    meter.beginEpoch()
    defer { meter.stop() }
    while let batch = sampler.next() {
      guard obey(earlyCommands + mailbox.takeCommands(), learner) else { return .ended(.stopped) }
      earlyCommands = []
      let result = learner.step(pixels: images.pixels, rows: batch)
      snapshot.clampedLogVariances += result.clampedLogVariances
      guard !result.diverged else { return .ended(.diverged(step: learner.step + 1)) }
      promotePublishedModel()
      sum.add(result.loss)
      snapshot.step = learner.step
      snapshot.trainHistory.append(step: learner.step, loss: result.loss)
      meter.count(images: batch.count)
      publishIfDue(after: job.secondsBetweenSnapshots, learner)
    }
    return .done(sum.mean)
  }

  private mutating func report(epoch: Int, train: Loss, test: Loss, learner: Learner) {
    snapshot.testHistory.append(step: learner.step, loss: test)
    snapshot.epochs.append(
      EpochReport(
        epoch: epoch, step: learner.step, beta: Double(learner.beta), train: train, test: test,
        imagesPerSecond: meter.epochRate, seconds: meter.epochSeconds))
  }

  /// Does what the commands say; returns when there is to be another step, or false where there is not.
  private mutating func obey(_ commands: [TrainingCommand], _ learner: Learner) -> Bool {
    if commands.contains(.stop) { return false }
    guard commands.last == .pause else { return true }
    meter.stop()
    publish(.paused, learner)
    defer { meter.resume() }
    while true {
      mailbox.waitForCommand()
      let commands = mailbox.takeCommands()
      if commands.contains(.stop) { return false }
      if commands.last == .resume {
        publish(.running, learner)
        return true
      }
    }
  }

  /// The front end is not to be woken more often than thirty times a second, however short an epoch is.
  private static let leastSecondsBetweenSnapshots = 1.0 / 30

  private mutating func publishIfDue(after seconds: Double, _ learner: Learner) {
    if job.clock() - lastPublication >= seconds { publish(.running, learner) }
  }

  private mutating func publish(_ status: TrainingStatus, _ learner: Learner) {
    snapshot.status = status
    snapshot.model = learner.snapshot()
    snapshot.imagesPerSecond = meter.recentRate
    snapshot.trainingSeconds = meter.totalSeconds
    unprovenModel = snapshot.model
    mailbox.publish(snapshot)
    lastPublication = job.clock()
  }

  /// Takes the published weights for good, now that the next step's loss, which is theirs, was finite.
  private mutating func promotePublishedModel() {
    guard let model = unprovenModel else { return }
    lastGoodModel = model
    unprovenModel = nil
  }
}
