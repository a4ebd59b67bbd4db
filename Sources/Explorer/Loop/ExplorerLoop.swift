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
  /// Seconds between frames that nobody waits for while the terminal's window does not have the keyboard.
  private static let unfocusedSeconds = 1.0
  /// How many events are taken in before the screen is drawn again.
  private static let eventsPerFrame = 64

  private let screen: any Screen
  private let mailbox: Mailbox
  private let bytesPerSecond: Double?
  private let clock: () -> Double

  /// A loop over a screen and a mailbox; `clock` gives seconds since some moment, never going back.
  ///
  /// - Parameter bytesPerSecond: what the screen may take on average; nil for no limit.
  public init(
    screen: any Screen, mailbox: Mailbox, bytesPerSecond: Double? = nil, clock: @escaping () -> Double
  ) {
    self.screen = screen
    self.mailbox = mailbox
    self.bytesPerSecond = bytesPerSecond
    self.clock = clock
  }

  /// Runs until the program is to end, and leaves in `state` what was last shown.
  public func run(_ state: inout ExplorerState) -> Outcome {
    var now = clock()
    var budget = FrameBudget(bytesPerSecond: bytesPerSecond, now: now)
    var lastTick = now
    var lastNews = now
    var awaitsAnswer = false
    var isFocused = true
    var dueSince: Double? = now
    while true {
      if let since = dueSince, budget.mayAnswer(dueSince: since, now: now) {
        screen.reportsMouse = state.reportsMouse
        budget.spend(screen.present(state.present()), now: now)
        dueSince = nil
      }
      let wasAnimated = state.isAnimated
      let canChange = awaitsAnswer || dueSince != nil || state.isAnimated || state.expectsSnapshots
      var event = screen.nextEvent(
        timeoutMilliseconds: canChange ? Self.frameMilliseconds : Self.idleMilliseconds)
      for _ in 0..<Self.eventsPerFrame {
        guard let happened = event else { break }
        var isDue = false
        switch happened {
        case .key(let key):
          if let action = state.action(for: key) {
            awaitsAnswer = perform(action, on: &state) || awaitsAnswer
            isDue = true
          }
          // Who types has the keyboard, whatever the terminal told last.
          isFocused = true
        case .mouse(let mouse):
          _ = state.update(.mouse(mouse))
          isDue = true
          isFocused = true
        case .resized(let size):
          _ = state.update(.resized(size))
          isDue = true
          isFocused = true
        case .background(let background):
          isDue = state.capabilities.background != background
          _ = state.update(.background(background))
        case .focus(let hasFocus):
          isFocused = hasFocus
        case .interrupted(let signal):
          return .interrupted(signal: signal)
        case .closed:
          return .closed
        }
        if isDue { dueSince = dueSince ?? clock() }
        if state.isQuitting { return .quit }
        event = screen.nextEvent(timeoutMilliseconds: 0)
      }
      now = clock()
      // A snapshot that cannot be shown yet stays where a newer one takes its place.
      let isRested = isFocused || now - lastNews >= Self.unfocusedSeconds
      let canShow = isRested && budget.hasRoom(now: now, lastNews: lastNews)
      if awaitsAnswer || canShow, let snapshot = mailbox.takeSnapshot() {
        if case .failed(let failure) = snapshot.status { return .failed(failure) }
        _ = state.update(.snapshot(snapshot))
        dueSince = dueSince ?? now
        lastNews = now
        awaitsAnswer = false
      }
      // What begins to move now has not moved while nothing did.
      if !state.isAnimated || !wasAnimated {
        lastTick = now
      } else if canShow {
        _ = state.update(.tick(now - lastTick))
        lastTick = now
        lastNews = now
        dueSince = dueSince ?? now
      }
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
    switch live.status {
    case .loading, .running, .returning: true
    case .paused, .stopped, .diverged, .failed: false
    // What a finished model makes of its test images may still be on its way.
    case .completed: live.test == nil && live.datasetFailure == nil
    }
  }
}
