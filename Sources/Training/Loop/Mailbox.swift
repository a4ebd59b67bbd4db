import Synchronization

/// What the keyboard can ask of a training run.
public enum TrainingCommand: Sendable, Equatable {
  /// Wait after the step under way.
  case pause
  /// Go on.
  case resume
  /// Take one step, and wait after it.
  case takeStep
  /// Set a knob to a value, from the next step on.
  case turn(KnobSetting)
  /// Go back to before the last change: a knob that was turned, or a return to an earlier keyframe.
  case undo
  /// Go on, as a branch, from an earlier keyframe.
  case goBack(to: Keyframe)
  /// End the run after the step under way.
  case stop
}

/// What the trainer and the front end share: commands in order one way, the newest snapshot the other way.
///
/// A snapshot that nobody took is replaced by the next; its history is in its successor, so nothing is lost.
public final class Mailbox: Sendable {
  private struct Contents {
    var commands: [TrainingCommand] = []
    var snapshot: TrainingSnapshot?
  }

  private let contents = Mutex(Contents())
  private let commandBell: Bell
  private let snapshotBell: Bell

  /// An empty mailbox.
  ///
  /// Fails where the system has no file descriptors left.
  public init() throws(BellError) {
    commandBell = try Bell()
    snapshotBell = try Bell()
  }

  /// Hands a command to the trainer.
  public func post(_ command: TrainingCommand) {
    contents.withLock { $0.commands.append(command) }
    commandBell.ring()
  }

  /// Takes all commands that have come, oldest first.
  public func takeCommands() -> [TrainingCommand] {
    contents.withLock { contents in
      defer { contents.commands.removeAll(keepingCapacity: true) }
      return contents.commands
    }
  }

  /// Sleeps until a command is there.
  public func waitForCommand() {
    while contents.withLock({ $0.commands.isEmpty }) {
      commandBell.wait(milliseconds: -1)
    }
  }

  /// Makes `snapshot` the newest.
  public func publish(_ snapshot: TrainingSnapshot) {
    contents.withLock { $0.snapshot = snapshot }
    snapshotBell.ring()
  }

  /// Takes the newest snapshot; nil if none has come since the last was taken.
  public func takeSnapshot() -> TrainingSnapshot? {
    contents.withLock { contents in
      defer { contents.snapshot = nil }
      return contents.snapshot
    }
  }

  /// Sleeps until a snapshot is there, for at most `milliseconds` or a little longer, and takes it.
  public func waitForSnapshot(milliseconds: Int) -> TrainingSnapshot? {
    if let snapshot = takeSnapshot() { return snapshot }
    // The first ring may be that of a snapshot which was taken without waiting for it.
    for _ in 0..<2 {
      let hasRung = snapshotBell.wait(milliseconds: milliseconds)
      if let snapshot = takeSnapshot() { return snapshot }
      if !hasRung { break }
    }
    return nil
  }
}
