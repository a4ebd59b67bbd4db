import Datasets
import VAECore

/// Everything that can be seen of a training run at one moment: an immutable value, handed between threads.
///
/// What its record holds can be read from the snapshot itself: `snapshot.step`.
@dynamicMemberLookup
public struct TrainingSnapshot: Sendable {
  /// What the run is doing.
  public package(set) var status: TrainingStatus
  /// The settings of the run.
  public package(set) var configuration: TrainingConfiguration
  /// The model as it was at this moment.
  public package(set) var model: VAE
  /// What is known of the run up to this moment.
  public package(set) var record: TrainingRecord
  /// The images, once they are read.
  public package(set) var dataset: ImageDataset?
  /// Why there are no images to look at beside a finished model.
  public package(set) var datasetFailure: TrainingFailure?
  /// Whether it is of a saved run, which is not being trained.
  public package(set) var isSaved = false
  /// How many steps an epoch has; 0 until the data is read.
  public package(set) var stepsPerEpoch = 0
  /// How many images a step takes: fewer than was asked for where the data has fewer; 0 until it is read.
  public package(set) var batchSize = 0
  /// The figures of each epoch that has ended; none for an attended run, whose screen shows them otherwise.
  public package(set) var epochs: [EpochReport] = []
  /// The earlier keyframes that are kept.
  public package(set) var keyframes = Keyframes()
  /// How many commands have been carried out, of all that were ever posted: the snapshot shows their effect.
  public package(set) var commandsObeyed = 0
  /// The recent rate in training images a second; 0 before it is known.
  public package(set) var imagesPerSecond: Double = 0
  /// How many images were trained with so far, in all branches.
  public package(set) var imagesTrained = 0
  /// Seconds of training so far, testing and pauses left out.
  public package(set) var trainingSeconds: Double = 0
  /// Where the model was kept at the run's end.
  public package(set) var savedModel: String?
  /// Why the model could not be kept at the run's end.
  public package(set) var saveFailure: TrainingFailure?

  /// The moment before anything has happened.
  public init(status: TrainingStatus, configuration: TrainingConfiguration, model: VAE) {
    self.status = status
    self.configuration = configuration
    self.model = model
    record = TrainingRecord(configuration)
  }

  /// What the record holds or says.
  public subscript<Value>(dynamicMember member: KeyPath<TrainingRecord, Value>) -> Value {
    record[keyPath: member]
  }

  /// What the record holds.
  public package(set) subscript<Value>(dynamicMember member: WritableKeyPath<TrainingRecord, Value>) -> Value
  {
    get { record[keyPath: member] }
    set { record[keyPath: member] = newValue }
  }

  /// The same run as it was at a keyframe, without anything that came later.
  public func looking(at keyframe: Keyframe) -> TrainingSnapshot {
    var earlier = self
    earlier.model = keyframe.model
    earlier.record = keyframe.record
    earlier.status = .paused
    return earlier
  }

  /// How many steps the run is to have.
  public var totalSteps: Int { configuration.epochs * stepsPerEpoch }

  /// How much of the run is done, in 0...1.
  public var progress: Double {
    totalSteps == 0 ? 0 : min(1, Double(record.step) / Double(totalSteps))
  }

  /// Seconds of training that are left at the recent rate; nil if no rate is known.
  public var secondsLeft: Double? {
    guard imagesPerSecond > 0, stepsPerEpoch > 0 else { return nil }
    return Double((totalSteps - record.step) * batchSize) / imagesPerSecond
  }

  /// The weight of the KL in the objective of the next step, warm-up included.
  public var effectiveBeta: Double {
    record.knobs.effectiveBeta(step: record.step + 1, stepsPerEpoch: stepsPerEpoch)
  }
}

/// One epoch's figures, all losses in nats per image.
public struct EpochReport: Sendable, Equatable {
  /// The epoch, counted from 1.
  public let epoch: Int
  /// How many steps had been taken at its end.
  public let step: Int
  /// The weight of the KL in the objective of its last step.
  public let beta: Double
  /// The mean over the epoch's steps, each before its update.
  public let train: LossPoint
  /// Over all test images, with a sampled latent code for each.
  public let test: LossPoint
  /// Training images a second, testing and pauses left out.
  public let imagesPerSecond: Double
  /// Seconds of training, testing and pauses left out.
  public let seconds: Double
}
