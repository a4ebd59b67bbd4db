import TextScreen
import Training

/// Runs the full-screen program: keys and snapshots in, actions through the state, cells out.
///
/// All of it happens on the calling thread; training is reached through the mailbox alone.
public struct ExplorerLoop {
  /// How the program came to its end.
  public enum Outcome: Sendable {
    /// The person at the keyboard asked for it.
    case quit
    /// A signal asked for it.
    case interrupted(signal: Int32)
    /// The terminal went away.
    case closed
    /// Training could not go on.
    case failed(TrainingFailure)
  }

  /// Milliseconds between looks for a new snapshot while one can come, and between frames of an animation.
  private static let frameMilliseconds = 33
  /// Milliseconds between looks where nothing can come but a key.
  private static let idleMilliseconds = 1000
  /// How many events are taken in before the screen is drawn again.
  private static let eventsPerFrame = 64

  private let screen: any Screen
  private let mailbox: Mailbox
  private let clock: () -> Double

  /// A loop over a screen and a mailbox; `clock` gives seconds since some moment, never going back.
  public init(screen: any Screen, mailbox: Mailbox, clock: @escaping () -> Double) {
    self.screen = screen
    self.mailbox = mailbox
    self.clock = clock
  }

  /// Runs until the program is to end, and leaves in `state` what was last shown.
  public func run(_ state: inout ExplorerState) -> Outcome {
    var lastTick = clock()
    var awaitsAnswer = false
    screen.present(state.render())
    while true {
      let wasAnimated = state.isAnimated
      let isIdle = !awaitsAnswer && !state.isAnimated && !state.expectsSnapshots
      var event = screen.nextEvent(
        timeoutMilliseconds: isIdle ? Self.idleMilliseconds : Self.frameMilliseconds)
      var hasChanged = false
      for _ in 0..<Self.eventsPerFrame {
        guard let happened = event else { break }
        switch happened {
        case .key(let key):
          if let action = state.action(for: key) {
            awaitsAnswer = perform(action, on: &state) || awaitsAnswer
            hasChanged = true
          }
        case .resized(let size):
          hasChanged = true
          _ = state.update(.resized(size))
        case .interrupted(let signal):
          return .interrupted(signal: signal)
        case .closed:
          return .closed
        }
        if state.isQuitting { return .quit }
        event = screen.nextEvent(timeoutMilliseconds: 0)
      }
      if let snapshot = mailbox.takeSnapshot() {
        if case .failed(let failure) = snapshot.status { return .failed(failure) }
        _ = state.update(.snapshot(snapshot))
        awaitsAnswer = false
        hasChanged = true
      }
      let now = clock()
      // What begins to move now has not moved while nothing did.
      if state.isAnimated && wasAnimated {
        _ = state.update(.tick(now - lastTick))
        hasChanged = true
      }
      lastTick = now
      if hasChanged { screen.present(state.render()) }
    }
  }

  /// Does an action and posts what it asks of training; tells whether it asked anything.
  private func perform(_ action: Action, on state: inout ExplorerState) -> Bool {
    let commands = state.update(action)
    commands.forEach(mailbox.post)
    return !commands.isEmpty
  }
}

extension ExplorerState {
  /// Whether training can send something without being asked.
  fileprivate var expectsSnapshots: Bool {
    switch snapshot.status {
    case .loading, .running: true
    case .paused, .stopped, .diverged, .failed: false
    // A finished model's test images may still be on their way.
    case .completed: snapshot.dataset == nil && snapshot.datasetFailure == nil
    }
  }
}
