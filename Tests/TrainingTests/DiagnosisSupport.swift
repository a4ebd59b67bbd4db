import Datasets
import TestSupport
import VAECore

@testable import Training

/// Real digits, as many as are asked for.
enum Digits {
  /// All of the bundled MNIST.
  static let all = Result {
    try DatasetLocator(environment: [:], executablePath: Repository.root + "/.build/release/latentwalk")
      .locate("mnist").load()
  }

  /// The first of them.
  static func first(_ train: Int, test: Int) throws -> ImageDataset {
    let all = try all.get()
    return ImageDataset(name: "digits", train: all.train.first(train), test: all.test.first(test))
  }
}

extension ImageSet {
  fileprivate func first(_ count: Int) -> ImageSet {
    ImageSet(
      width: width, height: height, pixels: Array(pixels.prefix(count * pixelsPerImage)),
      labels: Array(labels.prefix(count)))
  }
}

/// A run that is taken through its course and looked at on the way.
struct Patient {
  private var course: Course
  private(set) var snapshot: TrainingSnapshot

  init(_ configuration: TrainingConfiguration, model: VAE, dataset: ImageDataset, threads: Int) throws {
    let job = TrainingJob(
      configuration: configuration, model: model, threads: threads,
      kernels: Kernels.best, secondsBetweenSnapshots: 0, loadData: { _ in dataset },
      openRun: { { _ in "" } }, clock: { 0 })
    course = Course(job, dataset: dataset)
    snapshot = TrainingSnapshot(status: .running, configuration: configuration, model: model)
    snapshot.stepsPerEpoch = course.stepsPerEpoch
    snapshot.batchSize = course.batchSize
  }

  /// Runs to the end, and returns the snapshots after every so many steps and after each epoch.
  mutating func run(every interval: Int, look: (TrainingSnapshot) -> Void) {
    while !course.isDone, snapshot.status == .running {
      let isTaken = course.takeStep() != nil
      let isTested = !isTaken || !course.isBetweenEpochs || course.test()
      snapshot.record = course.record
      if !isTaken {
        snapshot.status = .diverged(step: course.record.step + 1)
      } else if !isTested {
        snapshot.status = .diverged(step: course.record.step)
      }
      if course.record.step.isMultiple(of: interval) || course.isBetweenEpochs { look(snapshot) }
    }
    if snapshot.status == .running { snapshot.status = .completed }
    look(snapshot)
  }
}
