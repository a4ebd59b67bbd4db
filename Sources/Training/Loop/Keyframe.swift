import VAECore

/// An earlier step of training, kept to be looked at and gone back to: the whole model and what was known then.
///
/// The model is kept in 8 bits a parameter, which pictures and figures hardly show; going on from the keyframe is
/// exact all the same, see `Timeline`.
public struct Keyframe: Sendable {
  /// Its number among all keyframes of the run, from 0 in the order in which they were kept.
  public let number: Int
  /// What was known of the run then.
  public let record: TrainingRecord
  private let compact: CompactModel

  /// Keeps a model with its record.
  init(number: Int, record: TrainingRecord, model: VAE) {
    self.number = number
    self.record = record
    compact = CompactModel(model)
  }

  /// The model, as near to what it was as 8 bits a parameter are.
  public var model: VAE { compact.model }

  /// The maximum number of bytes that a keyframe of a model takes.
  static func byteCount(_ architecture: Architecture) -> Int {
    CompactModel.byteCount(architecture) + TrainingRecord.maxBytes(latentSize: architecture.latentSize)
  }
}

extension Keyframe: Equatable {
  /// Keyframes of one run are the same when their numbers are.
  public static func == (left: Keyframe, right: Keyframe) -> Bool { left.number == right.number }
}

extension TrainingRecord {
  /// About the maximum number of bytes that two full curves and the statistics of the latents take.
  static func maxBytes(latentSize: Int) -> Int {
    2 * 2048 * MemoryLayout<LossHistory.Group>.stride + 8 * latentSize * MemoryLayout<Double>.stride
  }
}

/// The keyframes of a run that are kept, oldest first, and what they may take.
public struct Keyframes: Sendable {
  /// The keyframes in the order in which they were kept; after going back, steps repeat under another branch.
  public package(set) var all: [Keyframe] = []
  /// How many bytes they take, exact copies for going on from included.
  public package(set) var bytes = 0
  /// How many bytes they may take.
  public package(set) var budget = 0
  /// The keyframe before the last thing that was done: a knob turned, training taken back.
  public package(set) var beforeLastTurn: Keyframe?

  /// No keyframes.
  public init() {}
}
