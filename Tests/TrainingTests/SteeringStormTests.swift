import Synchronization
import TestSupport
import Testing
import VAECore

@testable import Training

/// Random commands against a run that stays open, as a hand at the keyboard might post them.
private struct Storm {
  let configuration: TrainingConfiguration
  let mailbox: Mailbox
  let thread: RunningThread
  private(set) var last: TrainingSnapshot
  private var random: SplitMix64
  /// Every keyframe that a snapshot had, those that are no longer kept among them.
  private(set) var keyframes: [Keyframe] = []
  /// What is wrong with a snapshot that came.
  private(set) var faults: [String] = []
  private var turnCount = 0
  /// Whether training may be on its way back to a keyframe.
  private var mayBeReturning = false

  init(seed: UInt64, configuration: TrainingConfiguration, budget: Int) throws {
    self.configuration = configuration
    random = SplitMix64(seed: seed)
    mailbox = try Mailbox()
    mailbox.post(.pause)
    let job = try TrainingJob.bars(configuration, keyframeBytes: budget, isAttended: true)
    last = TrainingSnapshot(status: .loading(0), configuration: configuration, model: job.model)
    thread = try job.start(mailbox: mailbox)
    try wait { $0.status == .paused }
  }

  /// Posts so many commands, most of them answered before the next, and ends the run.
  mutating func blow(commands: Int) throws {
    for _ in 0..<commands {
      mailbox.post(command())
      switch Int.random(in: 0..<3, using: &random) {
      case 0: break
      case 1:
        // Whatever has come by now: where steps are taken meanwhile, it is the machine that chooses.
        if let snapshot = mailbox.waitForSnapshot(milliseconds: 1) { take(snapshot) }
      default: try settle()
      }
    }
    // Stopped where it is, but for a run on its way back, whose end is a test of its own.
    if mayBeReturning { try settle() }
    mailbox.post(.stop)
    thread.join()
    if let snapshot = mailbox.takeSnapshot() { take(snapshot) }
  }

  private mutating func command() -> TrainingCommand {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return .pause
    case 1: return .resume
    case 2...4: return .takeStep
    case 5, 6: return .turn(setting())
    case 7:
      mayBeReturning = true
      return .undo
    default:
      // A run that was taken back to its last step has none left to take: that is a test of its own.
      let open = keyframes.filter { $0.record.step < 6 * configuration.epochs }
      guard let keyframe = open.randomElement(using: &random) else { return .takeStep }
      mayBeReturning = true
      return .goBack(to: keyframe)
    }
  }

  /// A setting that no knob has had before.
  private mutating func setting() -> KnobSetting {
    turnCount += 1
    let fraction = Double(turnCount) / 1000
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return .learningRate(0.001 + fraction / 100)
    case 1: return .beta(0.5 + fraction)
    case 2: return .warmUp(epochs: turnCount)
    case 3: return .freeBits(fraction)
    // Too much for any model: the run diverges, and has to be taken back.
    default: return turnCount.isMultiple(of: 3) ? .learningRate(1e30 + 1e27 * fraction) : .beta(1 + fraction)
    }
  }

  /// Waits until nothing goes on.
  private mutating func settle() throws {
    mailbox.post(.pause)
    try wait { $0.status == .paused || $0.status.isFinal }
    mayBeReturning = false
  }

  private mutating func wait(until condition: (TrainingSnapshot) -> Bool) throws {
    repeat {
      take(try #require(mailbox.waitForSnapshot(milliseconds: 20_000), "the last was \(last.status)"))
    } while !condition(last)
  }

  private mutating func take(_ snapshot: TrainingSnapshot) {
    last = snapshot
    let kept = snapshot.keyframes
    for keyframe in kept.all + [kept.beforeLastTurn].compactMap({ $0 }) where !keyframes.contains(keyframe) {
      keyframes.append(keyframe)
    }
    if kept.bytes > kept.budget { faults.append("\(kept.bytes) bytes of \(kept.budget) at \(snapshot.step)") }
    if snapshot.step > snapshot.totalSteps, snapshot.stepsPerEpoch > 0 {
      faults.append("step \(snapshot.step) of \(snapshot.totalSteps)")
    }
    let end =
      switch snapshot.status {
      // The curves of a run that has diverged go on to its end, its weights are those before it.
      case .diverged(let step): step
      // The same is seen until that run is where it goes back to.
      case .returning: snapshot.totalSteps
      default: snapshot.step
      }
    if let last = snapshot.trainHistory.curve.last, last.step > Double(end) {
      faults.append("a curve to \(last.step) at step \(snapshot.step)")
    }
    if snapshot.epochs.contains(where: { $0.step > snapshot.step }) {
      faults.append("an epoch that is yet to come at step \(snapshot.step)")
    }
  }
}

@Suite struct SteeringStormTests {
  private static let architecture = Architecture(pixels: 36, hidden: [16], latentSize: 2)

  /// Room for so many keyframes and as many states.
  private static func room(for count: Int) -> Int {
    count * (Keyframe.byteCount(architecture) + LearnerState.byteCount(architecture))
  }

  /// The model of a run that nobody touches, with its knobs turned by its configuration, after so many steps; nothing
  /// where it diverges before.
  private func scripted(_ configuration: TrainingConfiguration, steps: Int) throws -> VAE? {
    var course = Course(try .bars(configuration), dataset: Bars.dataset)
    while course.record.step < steps {
      guard course.takeStep() != nil else { return nil }
      if course.isBetweenEpochs, !course.test() { return nil }
    }
    return course.learner.snapshot()
  }

  /// Ends a storm with what it must have kept to.
  private func check(_ storm: Storm, _ name: String) throws {
    #expect(storm.faults.isEmpty, "\(name): \(storm.faults.prefix(3))")
    let last = storm.last
    #expect(last.status.isFinal, "\(name) ended \(last.status)")
    #expect(last.savedModel == "kept" && last.saveFailure == nil, "\(name)")
    var configuration = storm.configuration
    configuration.turns = last.turns
    let isSame = try scripted(configuration, steps: last.step) == last.model
    #expect(isSame, "\(name): \(last.status) at \(last.step) in branch \(last.branch) after \(last.turns)")
  }

  @Test("whatever is asked of a run in whatever order, it ends as a run that its own turned knobs describe")
  func storms() throws {
    for seed in 1...40 as ClosedRange<UInt64> {
      var configuration = barsConfiguration(epochs: 10, seed: seed)
      // Some begin with knobs that are to be turned on the way.
      if seed.isMultiple(of: 3) {
        configuration.turns = [
          KnobTurn(step: 4, setting: .beta(2)), KnobTurn(step: 9, setting: .learningRate(0.02)),
        ]
      }
      let budget = Self.room(for: [0, 1, 2, 6, 40][Int(seed % 5)])
      var storm = try Storm(seed: seed, configuration: configuration, budget: budget)
      try storm.blow(commands: 200)
      try check(storm, "storm \(seed)")
    }
  }

  /// A job whose clock posts a command when it is read for the tenth time after `alarm` was set: in the middle of a
  /// return, at each of whose steps it is read once.
  private func job(
    _ configuration: TrainingConfiguration, to mailbox: Mailbox, asking command: TrainingCommand,
    alarm: Alarm
  ) throws -> TrainingJob {
    var job = try TrainingJob.bars(configuration, keyframeBytes: Self.room(for: 40), isAttended: true)
    let ticks = TickingClock()
    job.clock = {
      if alarm.goesOff() { mailbox.post(command) }
      return ticks.next()
    }
    return job
  }

  /// A keyframe that is many steps after the nearest state.
  private func farKeyframe(_ snapshot: TrainingSnapshot?) throws -> Keyframe {
    try #require(
      snapshot?.keyframes.all.last { $0.record.step > 100 && $0.record.step % 32 == 24 })
  }

  @Test("what is asked while training is on its way back is done once it is there")
  func askedOnTheWay() throws {
    let mailbox = try Mailbox()
    mailbox.post(.pause)
    let alarm = Alarm()
    var session = Waiting(mailbox: mailbox)
    let thread = try job(barsConfiguration(epochs: 200), to: mailbox, asking: .takeStep, alarm: alarm)
      .start(mailbox: mailbox)
    defer {
      mailbox.post(.stop)
      thread.join()
    }
    try session.wait { $0.status == .paused }
    for _ in 0..<300 { mailbox.post(.takeStep) }
    try session.wait { $0.step == 300 && $0.status == .paused }
    let keyframe = try farKeyframe(session.last)
    alarm.set(readings: 10)
    mailbox.post(.goBack(to: keyframe))
    try session.wait { $0.branch == 2 && $0.step == keyframe.record.step + 1 && $0.status == .paused }
  }

  @Test("a run that is over and is stopped on its way back has a last snapshot of a run that is over")
  func stoppedOnTheWayFromTheEnd() throws {
    let mailbox = try Mailbox()
    let alarm = Alarm()
    var session = Waiting(mailbox: mailbox)
    let thread = try job(barsConfiguration(epochs: 50), to: mailbox, asking: .stop, alarm: alarm)
      .start(mailbox: mailbox)
    try session.wait { $0.status.isFinal }
    let end = try #require(session.last)
    let keyframe = try farKeyframe(end)
    alarm.set(readings: 10)
    mailbox.post(.goBack(to: keyframe))
    thread.join()
    let last = mailbox.takeSnapshot() ?? end
    #expect(last.status.isFinal, "it is \(last.status)")
    #expect(last.step == end.step)
    let isEnd = last.model == end.model
    #expect(isEnd)
  }

  @Test("a run that was taken back to its last step takes none beyond it")
  func noStepBeyondTheLast() throws {
    let mailbox = try Mailbox()
    var session = Waiting(mailbox: mailbox)
    let thread = try TrainingJob.bars(
      barsConfiguration(epochs: 3), keyframeBytes: Self.room(for: 40), isAttended: true
    ).start(mailbox: mailbox)
    defer {
      mailbox.post(.stop)
      thread.join()
    }
    try session.wait { $0.status == .completed }
    let keyframe = try #require(session.last?.keyframes.all.first { $0.record.step == 5 })
    mailbox.post(.goBack(to: keyframe))
    try session.wait { $0.branch == 2 && $0.status == .paused }
    // Undone, which leads to the end again.
    let end = try #require(session.last?.keyframes.beforeLastTurn)
    #expect(end.record.step == 18)
    mailbox.post(.goBack(to: end))
    try session.wait { $0.branch == 1 }
    mailbox.post(.resume)
    if session.last?.status.isFinal == false { try session.wait { $0.status.isFinal } }
    #expect(session.last?.step == 18)
    #expect(session.last?.epoch == 3)
    #expect(session.last?.epochsDone == 3)
  }

  @Test("a knob that is turned there and back at one step is so in a scripted run too")
  func thereAndBack() throws {
    let settings: [KnobSetting] = [.beta(4), .beta(1), .beta(4)]
    var configuration = barsConfiguration(epochs: 3)
    configuration.turns = settings.map { KnobTurn(step: 7, setting: $0) }
    let repeated = try scripted(configuration, steps: 18)
    configuration.turns = [KnobTurn(step: 7, setting: .beta(4))]
    let isSame = try repeated == scripted(configuration, steps: 18)
    #expect(isSame)
  }

  @Test("a run that diverges before anything was done at the keyboard can be undone")
  func divergedUntouched() throws {
    var configuration = barsConfiguration(epochs: 3)
    configuration.turns = [KnobTurn(step: 7, setting: .learningRate(1e30))]
    let mailbox = try Mailbox()
    var session = Waiting(mailbox: mailbox)
    let thread = try TrainingJob.bars(configuration, keyframeBytes: Self.room(for: 40), isAttended: true)
      .start(mailbox: mailbox)
    defer {
      mailbox.post(.stop)
      thread.join()
    }
    try session.wait { $0.status.isFinal }
    let before = try #require(session.last?.keyframes.beforeLastTurn, "nothing to undo")
    #expect(before.record.step == 7)
  }
}

/// Goes off once, at some reading of a clock.
private final class Alarm: Sendable {
  private let readings = Mutex(0)

  func set(readings count: Int) {
    readings.withLock { $0 = count }
  }

  func goesOff() -> Bool {
    readings.withLock { readings in
      guard readings > 0 else { return false }
      readings -= 1
      return readings == 0
    }
  }
}

/// The snapshots of a run, waited for.
private struct Waiting {
  let mailbox: Mailbox
  private(set) var last: TrainingSnapshot?

  init(mailbox: Mailbox) {
    self.mailbox = mailbox
  }

  mutating func wait(until condition: (TrainingSnapshot) -> Bool) throws {
    repeat {
      let snapshot: TrainingSnapshot = try #require(
        mailbox.waitForSnapshot(milliseconds: 20_000),
        "the last was \(last.map { "\($0.status) at \($0.step)" } ?? "none")")
      last = snapshot
    } while !(last.map(condition) ?? false)
  }
}
