import VAECore

/// What is kept of a run's past within a number of bytes: many moments to look at, and a few exact copies of the
/// learner's state to go on from.
///
/// A state takes ten times the room of a moment, and a run is a function of its seed and its knobs: so to go back to
/// a moment exactly, training is taken up at the last state before it and goes through the steps between once more.
/// Where there is room for a state at all, that before the last thing that was done at the keyboard is there, so that
/// undoing it takes no time.
struct Timeline {
  /// A state with the place it has in the run.
  struct Checkpoint {
    let branch: Int
    let state: LearnerState
  }

  /// Where a branch left another.
  private struct Fork {
    let parent: Int
    let step: Int
  }

  private let start: VAE
  private let budget: Int
  private let momentBytes: Int
  private let checkpointBytes: Int
  private let hasRoomForLast: Bool
  private var moments: EvenlyKept<Moment>
  private var checkpoints: EvenlyKept<Checkpoint>
  /// The moment before the last thing that was done.
  private(set) var last: Moment?
  /// The state of that moment, where there is room for one.
  private var lastState: Checkpoint?
  private var forks: [Int: Fork] = [:]
  /// How many steps have been taken in all branches.
  private var age = 0
  private var nextNumber = 0
  private var newestBranch = 1

  /// More than these, as a small model's would be, help nobody.
  private static let mostStates = 17
  private static let mostMoments = 120

  /// Keeps the past of a run that begins with `model` in up to `budget` bytes; 0 keeps nothing.
  init(model: VAE, budget: Int) {
    self.budget = budget
    start = model
    momentBytes = Moment.byteCount(model.architecture)
    checkpointBytes = LearnerState.byteCount(model.architecture)
    // Up to half for states, of which one is that before the last thing that was done.
    let states = min(Self.mostStates, budget / 2 / checkpointBytes)
    // Keeping a moment takes about as long as a step: not to be noticed it has to be far rarer.
    let interval = Self.firstInterval(parameters: model.architecture.parameterCount)
    checkpoints = EvenlyKept(capacity: max(0, states - 1), interval: 8 * interval)
    let rest = budget - states * checkpointBytes
    moments = EvenlyKept(capacity: min(Self.mostMoments, rest / momentBytes), interval: interval)
    hasRoomForLast = states > 0
  }

  /// How many steps are between the first moments: a power of two, 32 for a million parameters, 1 for a few.
  private static func firstInterval(parameters: Int) -> Int {
    var interval = 1
    while interval * 32_768 < parameters { interval *= 2 }
    return interval
  }

  /// The moments as a snapshot carries them.
  var kept: KeptMoments {
    var kept = KeptMoments()
    kept.moments = moments.items.map(\.element)
    kept.budget = budget
    kept.bytes =
      moments.items.count * momentBytes + (checkpoints.items.count + (lastState == nil ? 0 : 1))
      * checkpointBytes
    kept.beforeLastTurn = last
    return kept
  }

  /// Notes that a step was taken.
  mutating func countStep() { age += 1 }

  /// Keeps the present, where it is at the right distance from what is kept.
  mutating func keepIfDue(_ record: TrainingRecord, _ learner: Learner) {
    if moments.isDue(age: age) {
      let number = takeNumber()
      moments.keep(Moment(number: number, record: record, model: learner.snapshot()), age: age)
    }
    if age > 0, checkpoints.isDue(age: age) {
      checkpoints.keep(Checkpoint(branch: record.branch, state: learner.state), age: age)
    }
  }

  /// Keeps the present for good, as that to which undoing what is now done goes back.
  mutating func keepBeforeTurn(_ record: TrainingRecord, _ learner: Learner) {
    guard budget > 0 else { return }
    // What was there is let go of before as much again is made.
    lastState = nil
    if hasRoomForLast { lastState = Checkpoint(branch: record.branch, state: learner.state) }
    last =
      moments.pinNewest(ifOfAge: age)
      ?? keepPinned(record, lastState?.state.model ?? learner.snapshot())
  }

  /// The last moment that was kept of a branch before a step.
  func newestMoment(ofBranch branch: Int, before step: Int) -> Moment? {
    moments.items.last { $0.element.record.branch == branch && $0.element.record.step < step }?.element
  }

  /// The newest state from which a moment can be reached by training.
  func state(before moment: Moment) -> LearnerState {
    let candidates = checkpoints.items.map(\.element) + (lastState.map { [$0] } ?? [])
    let onWay = candidates.filter { isOnWay($0, to: moment) }.map(\.state)
    return onWay.max { $0.step < $1.step } ?? LearnerState(start: start)
  }

  /// Begins a branch at a moment and gives its number.
  mutating func fork(at moment: Moment) -> Int {
    newestBranch += 1
    // What is kept of the branch that is left is not of this one.
    age += 1
    forks[newestBranch] = Fork(parent: moment.record.branch, step: moment.record.step)
    return newestBranch
  }

  private mutating func keepPinned(_ record: TrainingRecord, _ model: VAE) -> Moment {
    let moment = Moment(number: takeNumber(), record: record, model: model)
    moments.keep(moment, age: age, isPinned: true)
    return moment
  }

  private mutating func takeNumber() -> Int {
    defer { nextNumber += 1 }
    return nextNumber
  }

  /// Whether a moment's branch, or one that it came from, went through a state.
  private func isOnWay(_ checkpoint: Checkpoint, to moment: Moment) -> Bool {
    var (branch, step) = (moment.record.branch, moment.record.step)
    while true {
      if checkpoint.branch == branch { return checkpoint.state.step <= step }
      guard let fork = forks[branch] else { return false }
      (branch, step) = (fork.parent, min(step, fork.step))
    }
  }
}
