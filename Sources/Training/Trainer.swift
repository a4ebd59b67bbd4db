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
  /// The newest published weights with which a loss was finite, to fall back on.
  private var lastGoodModel: VAE

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
      try job.openRun()
      snapshot.dataset = dataset
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
    if case .failed = status {
      mailbox.publish(snapshot)
      return
    }
    do {
      snapshot.savedModel = try job.save(snapshot)
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
      seed: configuration.seed, workers: WorkerPool(threads: job.threads, name: "worker"),
      kernels: job.kernels)
    learner.beta = Float(configuration.beta)
    snapshot.stepsPerEpoch = sampler.batchesPerEpoch
    publish(.running, learner)
    for epoch in 1...configuration.epochs {
      snapshot.epoch = epoch
      switch train(epoch: epoch, learner: learner, sampler: &sampler, images: dataset.train) {
      case .done(let loss):
        report(epoch: epoch, train: loss, learner: learner, testImages: dataset.test)
        publish(.running, learner)
      case .ended(.diverged(let step)):
        snapshot.model = lastGood(learner)
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
      if obey(mailbox.takeCommands(), learner) == .stop { return .ended(.stopped) }
      let result = learner.step(pixels: images.pixels, rows: batch)
      snapshot.clampedLogVariances += result.clampedLogVariances
      guard !result.diverged else { return .ended(.diverged(step: learner.step + 1)) }
      sum.add(result.loss)
      snapshot.step = learner.step
      snapshot.trainHistory.append(step: learner.step, loss: result.loss)
      meter.count(images: batch.count)
      if job.clock() - lastPublication >= job.secondsBetweenSnapshots { publish(.running, learner) }
    }
    return .done(sum.mean)
  }

  /// Measures the loss over the test images and reports the epoch.
  private mutating func report(epoch: Int, train: Loss, learner: Learner, testImages: ImageSet) {
    let test = learner.evaluate(
      pixels: testImages.pixels, count: testImages.count, seed: job.configuration.seed)
    snapshot.testHistory.append(step: learner.step, loss: test)
    snapshot.epochs.append(
      EpochReport(
        epoch: epoch, step: learner.step, beta: Double(learner.beta), train: train, test: test,
        imagesPerSecond: meter.epochRate, seconds: meter.epochSeconds))
  }

  /// Does what the commands say; returns when there is to be another step, or with `.stop`.
  private mutating func obey(_ commands: [TrainingCommand], _ learner: Learner) -> TrainingCommand {
    guard let last = commands.last else { return .resume }
    if commands.contains(.stop) { return .stop }
    guard last == .pause else { return .resume }
    meter.stop()
    publish(.paused, learner)
    defer { meter.resume() }
    while true {
      mailbox.waitForCommand()
      let commands = mailbox.takeCommands()
      if commands.contains(.stop) { return .stop }
      if commands.last == .resume {
        publish(.running, learner)
        return .resume
      }
    }
  }

  private mutating func publish(_ status: TrainingStatus, _ learner: Learner) {
    snapshot.status = status
    snapshot.model = learner.snapshot()
    snapshot.imagesPerSecond = meter.recentRate
    snapshot.trainingSeconds = meter.totalSeconds
    if snapshot.model.isFinite { lastGoodModel = snapshot.model }
    mailbox.publish(snapshot)
    lastPublication = job.clock()
  }

  /// The weights before the step whose loss was not finite, or where these are not finite themselves the
  /// newest that were seen and were.
  private func lastGood(_ learner: Learner) -> VAE {
    let model = learner.snapshot()
    return model.isFinite ? model : lastGoodModel
  }
}
