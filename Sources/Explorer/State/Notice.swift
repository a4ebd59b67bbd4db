/// Why a key that was pressed did nothing.
enum Notice: Sendable, Equatable {
  /// The images are still being read.
  case notBegun
  /// The run is over.
  case over(Return)
  /// The run has ended in a loss that is not finite.
  case diverged(Return)
  /// A run that was saved is looked at, which is not trained.
  case saved
  /// Training has been asked to go back, and is not there yet.
  case goingBack
  case nothingToUndo
  /// There are no keyframes to look at.
  case noKeyframes
  /// The newest of all is shown, from which training goes on anyway.
  case noKeyframeShown
  /// There is no keyframe before the one that is shown.
  case firstKeyframe
  /// There is no keyframe after the one that is shown.
  case newestKeyframe
  /// The knob has no value further up, or down.
  case endOfScale(Knob, up: Bool)
  case endOfSmoothing

  /// How to come back to where there are steps to take.
  enum Return: Sendable, Equatable {
    /// Nothing is kept to go back to.
    case none
    /// By undoing.
    case undo
    /// By looking at a keyframe first.
    case keyframe
    /// From the keyframe that is shown.
    case here
  }
}
