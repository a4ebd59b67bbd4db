/// Why a key that was pressed did nothing.
enum Notice: Sendable, Equatable {
  /// The images are still being read.
  case notBegun
  /// The run has come to its end.
  case over(Return)
  /// The run has ended in a loss that is no finite number.
  case diverged(Return)
  /// A run that was saved is looked at, which is not trained.
  case saved
  /// Training is asked to go back, and is not there yet.
  case goingBack
  case nothingToUndo
  /// There are no moments to look at.
  case noMoments
  /// The newest of all is shown, from which training goes on anyway.
  case noMomentShown
  /// There is no moment before the one that is shown.
  case firstMoment
  /// There is no moment after the one that is shown.
  case newestMoment
  /// The knob has no value further up, or down.
  case endOfScale(Knob, up: Bool)
  case endOfSmoothing

  /// How to come back to where there are steps to take.
  enum Return: Sendable, Equatable {
    /// Nothing is kept to go back to.
    case none
    /// By undoing.
    case undo
    /// By looking at a moment first.
    case moment
    /// From the moment that is shown.
    case here
  }
}
