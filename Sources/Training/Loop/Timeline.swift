import VAECore

/// A run's past within a number of bytes: many keyframes to look at, and a few exact copies of the learner's state to
/// go on from.
///
/// A state takes ten times the room of a keyframe, and a run is a function of its seed and its knobs: so to go back to
/// a keyframe exactly, training restores the last state before it and repeats the steps between.
/// If there is room for any state, the one before the last change is kept, so that undoing it takes no time.
struct Timeline {
  /// A state with its place in the run.
  struct ExactState {
    let branch: Int
    let state: LearnerState
  }

  /// The step at which a branch left another.
  private struct Fork {
    let parent: Int
    let step: Int
  }

  /// What is done to a run and can be undone.
  enum Change {
    /// Something was asked for at the keyboard: a knob turned, training taken back.
    case asked
    /// The configuration turned a knob.
    case scripted
  }

  /// Where undoing leads.
  struct UndoPoint {
    /// What was done there.
    let change: Change
    /// The keyframe before it, which is pinned.
    let keyframe: Keyframe
    /// The state of that keyframe; nil if there is no room for one.
    fileprivate let exactState: ExactState?
  }

  private let start: VAE
  private let budget: Int
  private let keyframeBytes: Int
  private let stateBytes: Int
  private let hasRoomForUndo: Bool
  private var keyframes: EvenlyKept<Keyframe>
  private var exactStates: EvenlyKept<ExactState>
  /// The place before the last change.
  private(set) var undoPoint: UndoPoint?
  private var forks: [Int: Fork] = [:]
  /// The number of the keyframe at which each branch was left.
  private var ends: [Int: Int] = [:]
  /// The number of steps taken in all branches.
  private var age = 0
  private var nextNumber = 0
  private var newestBranch = 1

  /// The maximum numbers, which only small models reach: more would help nobody.
  private static let maxStates = 17
  private static let maxKeyframes = 120

  /// Keeps the past of a run that begins with `model` in up to `budget` bytes; 0 keeps nothing.
  init(model: VAE, budget: Int) {
    self.budget = budget
    start = model
    keyframeBytes = Keyframe.byteCount(model.architecture)
    stateBytes = LearnerState.byteCount(model.architecture)
    // Up to half for states, of which one is that of the undo point; but a keyframe comes first.
    let states = max(
      0, min(Self.maxStates, budget / 2 / stateBytes, (budget - keyframeBytes) / stateBytes))
    // Keeping a keyframe takes about as long as a step: not to be noticed it has to be far rarer.
    let interval = Self.firstInterval(parameters: model.architecture.parameterCount)
    exactStates = EvenlyKept(capacity: max(0, states - 1), interval: 8 * interval)
    let rest = budget - states * stateBytes
    keyframes = EvenlyKept(capacity: min(Self.maxKeyframes, rest / keyframeBytes), interval: interval)
    hasRoomForUndo = states > 0
  }

  /// How many steps are between the first keyframes: a power of two, 32 for a million parameters, 1 for a few.
  private static func firstInterval(parameters: Int) -> Int {
    var interval = 1
    while interval * 32_768 < parameters { interval *= 2 }
    return interval
  }

  /// The keyframes as a snapshot carries them.
  var kept: Keyframes {
    var kept = Keyframes()
    kept.all = keyframes.items.map(\.element)
    kept.budget = budget
    let states = exactStates.items.count + (undoPoint?.exactState == nil ? 0 : 1)
    kept.bytes = keyframes.items.count * keyframeBytes + states * stateBytes
    kept.beforeLastTurn = undoPoint?.keyframe
    return kept
  }

  /// Notes that a step was taken.
  mutating func countStep() { age += 1 }

  /// Keeps the present if it is at the right distance from what is kept.
  mutating func keepIfDue(_ record: TrainingRecord, _ learner: Learner) {
    if keyframes.isDue(age: age) {
      let number = takeNumber()
      keyframes.keep(Keyframe(number: number, record: record, model: learner.snapshot()), age: age)
    }
    if age > 0, exactStates.isDue(age: age) {
      exactStates.keep(ExactState(branch: record.branch, state: learner.state), age: age)
    }
  }

  /// Keeps the present as the undo point of the change that is about to be made.
  mutating func keepUndoPoint(before change: Change, _ record: TrainingRecord, _ learner: Learner) {
    guard keyframes.capacity > 0 else { return }
    // The old one is released before as much again is allocated, except a state that is just being restored.
    undoPoint = nil
    let state = hasRoomForUndo ? learner.state : nil
    if let newest = keyframes.items.last, newest.age == age, newest.element.record.turns == record.turns {
      keyframes.pinNewest()
    } else {
      let keyframe = Keyframe(number: takeNumber(), record: record, model: state?.model ?? learner.snapshot())
      keyframes.keep(keyframe, age: age, isPinned: true)
    }
    undoPoint = keyframes.items.last.map { newest in
      UndoPoint(
        change: change, keyframe: newest.element,
        exactState: state.map { ExactState(branch: record.branch, state: $0) })
    }
  }

  /// The last keyframe on the way to a place of the run; the place itself only if there is no other.
  func newestKeyframe(before place: TrainingRecord) -> Keyframe? {
    let onWay = keyframes.items.map(\.element).filter {
      isOnWay(branch: $0.record.branch, step: $0.record.step, to: place)
    }
    return onWay.filter { $0.record.step < place.step }.max { $0.record.step < $1.record.step } ?? onWay.last
  }

  /// The newest state from which a keyframe can be reached by training.
  func state(before keyframe: Keyframe) -> LearnerState {
    let candidates = exactStates.items.map(\.element) + [undoPoint?.exactState].compactMap(\.self)
    let onWay = candidates.filter {
      isOnWay(branch: $0.branch, step: $0.state.step, to: keyframe.record)
    }.map(\.state)
    return onWay.max { $0.step < $1.step } ?? LearnerState(start: start)
  }

  /// Keeps the present as the undo point when it is left for another keyframe, or no undo point if it is not worth
  /// returning to.
  mutating func leave(_ record: TrainingRecord, _ learner: Learner, isWorthReturning: Bool) {
    guard isWorthReturning else { return undoPoint = nil }
    keepUndoPoint(before: .asked, record, learner)
    ends[record.branch] = undoPoint?.keyframe.number
  }

  /// The number of the branch that goes on from a keyframe: that of the keyframe's own branch if it was left there, else a
  /// new one.
  mutating func branch(from keyframe: Keyframe) -> Int {
    // What is kept of the branch that was left is not of this one.
    age += 1
    let branch = keyframe.record.branch
    if ends[branch] == keyframe.number {
      ends[branch] = nil
      return branch
    }
    newestBranch += 1
    forks[newestBranch] = Fork(parent: branch, step: keyframe.record.step)
    return newestBranch
  }

  private mutating func takeNumber() -> Int {
    defer { nextNumber += 1 }
    return nextNumber
  }

  /// Whether a place's branch, or one that it came from, went through a step of a branch before it.
  private func isOnWay(branch: Int, step: Int, to place: TrainingRecord) -> Bool {
    var (way, last) = (place.branch, place.step)
    while way != branch {
      guard let fork = forks[way] else { return false }
      (way, last) = (fork.parent, min(last, fork.step))
    }
    return step <= last
  }
}
