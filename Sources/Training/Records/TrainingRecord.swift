import VAECore

/// What is known of a run up to a step: what a keyframe holds beside the weights.
public struct TrainingRecord: Sendable, Equatable {
  /// The number of images over which statistics of the posteriors are taken.
  public static let imagesOfLatents = 2_048

  /// Which branch of the run this is: 1 at first, a new number each time that training goes on from an earlier
  /// keyframe, but for the one at which a branch was left.
  public package(set) var branch = 1
  /// The step at which the branch left an earlier one.
  public package(set) var branchStart = 0
  /// How many steps have been taken.
  public package(set) var step = 0
  /// The epoch that is under way or was the last, counted from 1; 0 before the first.
  public package(set) var epoch = 0
  /// The training loss by step.
  public package(set) var trainHistory = LossHistory()
  /// The test loss at each epoch's end.
  public package(set) var testHistory = LossHistory()
  /// The newest test.
  public package(set) var test: TestRecord?
  /// The posteriors of the last `imagesOfLatents` training images or a few more, each with the weights of its step.
  public package(set) var latents: LatentStatistics?
  /// The knobs as they stand.
  public package(set) var knobs: Knobs
  /// The knobs that were turned so far, oldest first.
  public package(set) var turns: [KnobTurn] = []
  /// How many log variances have been clamped so far to keep exp within range.
  public package(set) var clampedLogVariances = 0
  /// The step after which a log variance was clamped last.
  public package(set) var lastClampStep: Int?
  /// The turns of the configuration that are yet to be made.
  var script: ArraySlice<KnobTurn>
  /// The losses of the epoch under way.
  var epochLoss = LossSum()

  /// This record, of an earlier model that replaces a diverged one, with the curves and knobs of `end`.
  func falling(from end: TrainingRecord) -> TrainingRecord {
    var record = end
    (record.step, record.epoch, record.epochLoss) = (step, epoch, epochLoss)
    (record.test, record.latents) = (test, latents)
    return record
  }

  /// How many epochs have been trained and tested.
  public var epochsDone: Int { test?.epoch ?? 0 }

  /// The record of a run that has not begun.
  public init(_ configuration: TrainingConfiguration) {
    knobs = Knobs(configuration)
    script = configuration.turns[...]
  }
}
