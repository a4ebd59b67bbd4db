import Datasets
import VAECore

/// One epoch's figures, all losses in nats per image.
public struct EpochReport: Sendable, Equatable {
  /// The epoch, counted from 1.
  public var epoch: Int
  /// How many steps had been taken at its end.
  public var step: Int
  /// The weight of the KL divergence in its objective.
  public var beta: Double
  /// The mean over the epoch's steps, each before its update.
  public var train: Loss
  /// Over all test images, with a sampled latent code for each.
  public var test: Loss
  /// Training images a second, testing and pauses left out.
  public var imagesPerSecond: Double
  /// Seconds of training, testing and pauses left out.
  public var seconds: Double
}

/// All that can be seen of a training run at one moment: an immutable value, handed between threads.
public struct TrainingSnapshot: Sendable {
  /// What the run is doing.
  public var status: TrainingStatus
  /// The settings of the run.
  public var configuration: TrainingConfiguration
  /// The model as it was at this moment.
  public var model: VAE
  /// The images, once they are read.
  public var dataset: ImageDataset?
  /// Why there are no images to look at beside a finished model.
  public var datasetFailure: TrainingFailure?
  /// How many steps have been taken.
  public var step = 0
  /// The epoch that is under way or was the last, counted from 1; 0 before the first.
  public var epoch = 0
  /// How many steps an epoch has; 0 until the data is read.
  public var stepsPerEpoch = 0
  /// How many images a step takes: fewer than was asked for where the data has fewer; 0 until it is read.
  public var batchSize = 0
  /// The training loss by step.
  public var trainHistory = LossHistory()
  /// The test loss at each epoch's end.
  public var testHistory = LossHistory()
  /// The figures of each epoch that has ended.
  public var epochs: [EpochReport] = []
  /// Training images a second of late; 0 before it is known.
  public var imagesPerSecond: Double = 0
  /// Seconds of training so far, testing and pauses left out.
  public var trainingSeconds: Double = 0
  /// How many log variances have been clamped so far to keep exp within range.
  public var clampedLogVariances = 0
  /// Where the model was kept at the run's end.
  public var savedModel: String?
  /// Why the model could not be kept at the run's end.
  public var saveFailure: TrainingFailure?

  /// The moment before anything has happened.
  public init(status: TrainingStatus, configuration: TrainingConfiguration, model: VAE) {
    self.status = status
    self.configuration = configuration
    self.model = model
  }

  /// How much of the run is done, in 0...1.
  public var progress: Double {
    let total = configuration.epochs * stepsPerEpoch
    return total == 0 ? 0 : min(1, Double(step) / Double(total))
  }

  /// Seconds of training that are left at the rate of late, where a rate is known.
  public var secondsLeft: Double? {
    guard imagesPerSecond > 0, stepsPerEpoch > 0 else { return nil }
    let steps = configuration.epochs * stepsPerEpoch - step
    return Double(steps * batchSize) / imagesPerSecond
  }
}
