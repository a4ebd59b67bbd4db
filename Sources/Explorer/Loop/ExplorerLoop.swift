import TextScreen
import Training

/// Runs the full-screen program: keys and snapshots in, actions through the state, cells out.
///
/// All of it happens on the calling thread; training is reached through the mailbox alone.
public struct ExplorerLoop {
  /// How the program ended.
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
  /// Seconds after which what is new is shown between keys that come without a pause.
  private static let maxWaitForNews = 0.25
  /// How many events are handled before the screen is drawn again.
  private static let eventsPerFrame = 64

  private let screen: any Screen
  private let mailbox: Mailbox
  private let bytesPerSecond: Double?
  private let clock: () -> Double

  /// A loop over a screen and a mailbox; `clock` returns seconds since an arbitrary time, never decreasing.
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
    var round = Round(bytesPerSecond: bytesPerSecond, now: clock())
    while true {
      present(&state, &round)
      let canChange =
        state.awaitsAnswer || round.dueSince != nil || state.isAnimated || state.expectsSnapshots
      let wasAnimated = state.isAnimated
      let wait = canChange ? Self.frameMilliseconds : Self.idleMilliseconds
      let mayCatchUp = state.mapLags && !round.hasAnswer
      if let outcome = takeEvents(waiting: mayCatchUp ? 0 : wait, &state, &round) { return outcome }
      round.now = clock()
      // After a key press its answer comes before news; while a key is held down both are shown.
      if round.hasAnswer, round.now - round.lastNews < Self.maxWaitForNews { continue }
      if state.mapLags {
        state.catchUp()
        round.dueSince = round.dueSince ?? round.now
      } else {
        do { try takeNews(&state, &round, wasAnimated: wasAnimated) } catch { return .failed(error) }
      }
    }
  }

  /// What the loop remembers from one round to the next; times in seconds of the clock.
  private struct Round {
    var now: Double
    var budget: FrameBudget
    var lastTick: Double
    /// When something was shown last that nobody had asked for.
    var lastNews: Double
    var isFocused = true
    /// Since when there has been something to show.
    var dueSince: Double?
    /// Whether somebody waits for what there is to show.
    var hasAnswer = false

    init(bytesPerSecond: Double?, now: Double) {
      self.now = now
      budget = FrameBudget(bytesPerSecond: bytesPerSecond, now: now)
      (lastTick, lastNews, dueSince) = (now, now, now)
    }
  }

  private func present(_ state: inout ExplorerState, _ round: inout Round) {
    // News comes with its map, unless somebody waits.
    guard let since = round.dueSince, round.hasAnswer || !state.mapLags,
      round.budget.mayAnswer(dueSince: since, now: round.now)
    else { return }
    screen.reportsMouse = state.reportsMouse
    round.budget.spend(screen.present(state.present()), forAnswer: round.hasAnswer, now: round.now)
    (round.dueSince, round.hasAnswer) = (nil, false)
  }

  /// Waits for an event and handles all that have arrived; returns how the program ends, if it does.
  private func takeEvents(
    waiting milliseconds: Int, _ state: inout ExplorerState, _ round: inout Round
  ) -> Outcome? {
    var event = screen.nextEvent(timeoutMilliseconds: milliseconds)
    for _ in 0..<Self.eventsPerFrame {
      guard let happened = event else { break }
      var isDue = true
      switch happened {
      case .key(let key):
        let action = state.action(for: key)
        if let action { state.update(action).forEach(mailbox.post) }
        isDue = action != nil
      case .mouse(let mouse):
        _ = state.update(.mouse(mouse))
      case .resized(let size):
        _ = state.update(.resized(size))
      case .background(let background):
        isDue = state.capabilities.background != background
        _ = state.update(.background(background))
      case .focus(let hasFocus):
        round.isFocused = hasFocus
        isDue = false
      case .interrupted(let signal):
        return .interrupted(signal: signal)
      case .closed:
        return .closed
      }
      // Whoever types has the focus, also if the terminal last said otherwise.
      if happened.comesFromKeyboard { round.isFocused = true }
      if isDue {
        round.dueSince = round.dueSince ?? clock()
        round.hasAnswer = true
      }
      if state.isQuitting { return .quit }
      event = screen.nextEvent(timeoutMilliseconds: 0)
    }
    return nil
  }

  /// Takes the newest snapshot and moves what moves by itself, if there is room for it.
  private func takeNews(
    _ state: inout ExplorerState, _ round: inout Round, wasAnimated: Bool
  ) throws(TrainingFailure) {
    let now = round.now
    // A snapshot that cannot be shown yet stays where a newer one takes its place.
    let isRested = round.isFocused || now - round.lastNews >= Self.unfocusedSeconds
    let canShow = isRested && round.budget.hasRoom(now: now, lastNews: round.lastNews)
    var hasNews = false
    if state.awaitsAnswer || canShow, let snapshot = mailbox.takeSnapshot() {
      if case .failed(let failure) = snapshot.status { throw failure }
      _ = state.update(.snapshot(snapshot))
      hasNews = true
    }
    // What begins to move now has not moved while nothing did.
    if !state.isAnimated || !wasAnimated {
      round.lastTick = now
    } else if canShow {
      _ = state.update(.tick(now - round.lastTick))
      round.lastTick = now
      hasNews = true
    }
    if hasNews {
      round.lastNews = now
      round.dueSince = round.dueSince ?? now
    }
  }
}

extension ScreenEvent {
  /// Whether someone is at the terminal.
  fileprivate var comesFromKeyboard: Bool {
    switch self {
    case .key, .mouse, .resized: true
    case .background, .focus, .interrupted, .closed: false
    }
  }
}

extension ExplorerState {
  /// Whether training can send something without being asked.
  fileprivate var expectsSnapshots: Bool {
    switch live.status {
    case .loading, .running, .returning: true
    case .paused, .stopped, .diverged, .failed: false
    // The test loss of a finished model may still be on its way.
    case .completed: live.test == nil && live.datasetFailure == nil
    }
  }
}
