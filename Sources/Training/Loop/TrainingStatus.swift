/// What a training run is doing.
public enum TrainingStatus: Sendable, Equatable {
  /// The data is being read and unpacked; the fraction done is in 0...1.
  case loading(Double)
  /// Steps are being taken.
  case running
  /// Waiting to be resumed.
  case paused
  /// On the way back to an earlier keyframe, repeating the steps before it; the fraction is in 0...1.
  case returning(Double)
  /// All epochs are done.
  case completed
  /// Ended on request before all epochs were done.
  case stopped
  /// The loss was not a finite number at this step; the weights are the last good ones.
  case diverged(step: Int)
  /// Could not go on; the sentence says why.
  case failed(TrainingFailure)

  /// Whether no more steps will come unless training is taken back.
  public var isFinal: Bool {
    switch self {
    case .loading, .running, .paused, .returning: false
    case .completed, .stopped, .diverged, .failed: true
    }
  }
}

/// Why a run could not go on, kept as an error that can be handed between threads.
public struct TrainingFailure: Error, Sendable {
  /// The error itself.
  public let cause: any Error

  /// A failure for `cause`.
  public init(_ cause: any Error) {
    self.cause = cause
  }
}

extension TrainingFailure: Equatable {
  /// Failures are the same when they read the same.
  public static func == (left: TrainingFailure, right: TrainingFailure) -> Bool {
    "\(left.cause)" == "\(right.cause)"
  }
}
