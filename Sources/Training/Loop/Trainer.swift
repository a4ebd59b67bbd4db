import Datasets
import VAECore

/// The training loop: reads the data, goes through the course, keeps keyframes, publishes snapshots and carries out
/// commands.
struct Trainer {
  private let job: TrainingJob
  private let mailbox: Mailbox
  private var publisher: Publisher
  private var meter: RateMeter
  private var timeline: Timeline
  /// The newest published weights that are known to be good.
  private var proven: ProvenModel
  /// Saves the model at the end; nil before the run has begun.
  private var save: TrainingJob.SaveModel?
  /// Commands that came while another was carried out.
  private var pendingCommands: [TrainingCommand] = []
  /// When a knob was turned last in this branch.
  private var lastTurn: (step: Int, time: Double)?
  /// Whether the learner is on the way between two places of the run.
  private var isLost = false

  init(job: TrainingJob, mailbox: Mailbox) {
    self.job = job
    self.mailbox = mailbox
    publisher = Publisher(job: job, mailbox: mailbox)
    meter = RateMeter(clock: job.clock)
    timeline = Timeline(model: job.model, budget: job.keyframeBytes)
    proven = ProvenModel(job.model, TrainingRecord(job.configuration))
  }

  mutating func run() {
    do {
      let dataset = try load()
      publisher.snapshot.dataset = dataset
      pendingCommands = mailbox.takeCommands()
      if pendingCommands.contains(.stop) { return finish(with: .stopped) }
      save = try job.openRun()
      train(on: dataset)
    } catch {
      finish(with: .failed(TrainingFailure(error)))
    }
  }

  private func load() throws -> ImageDataset {
    var loading = publisher.snapshot
    mailbox.publish(loading)
    return try job.loadData { fraction in
      loading.status = .loading(fraction)
      mailbox.publish(loading)
    }
  }

  /// Saves the model of a run that was begun, and publishes the last snapshot of this branch.
  private mutating func finish(with status: TrainingStatus) {
    publisher.snapshot.saveFailure = nil
    publisher.snapshot.status = status
    do {
      publisher.snapshot.savedModel = try save?(publisher.snapshot)
    } catch {
      publisher.snapshot.saveFailure = TrainingFailure(error)
    }
    publish(status)
  }

  private mutating func publish(_ status: TrainingStatus) {
    publisher.publish(status, timeline.kept, meter)
  }

  /// Puts the state of the course into the next snapshot.
  private mutating func show(_ course: Course) {
    publisher.snapshot.model = course.learner.snapshot()
    publisher.snapshot.record = course.record
  }

  private mutating func publish(_ status: TrainingStatus, _ course: Course) {
    show(course)
    proven.propose(publisher.snapshot.model, course.record)
    publish(status)
  }
}

// The loop.
extension Trainer {
  /// What the loop does next.
  private enum Pace {
    /// Steps are taken until the end.
    case free
    /// So many steps are taken, then there is nothing to do.
    case steps(Int)
    /// The branch has ended with a status, and its model is saved.
    case ended(TrainingStatus)

    /// Whether the present is not worth returning to.
    var hasDiverged: Bool {
      if case .ended(.diverged) = self { true } else { false }
    }
  }

  private mutating func train(on dataset: ImageDataset) {
    var course = Course(job, dataset: dataset)
    publisher.snapshot.stepsPerEpoch = course.stepsPerEpoch
    publisher.snapshot.batchSize = course.batchSize
    timeline.keepIfDue(course.record, course.learner)
    publish(.running, course)
    var pace = Pace.free
    while true {
      pendingCommands += mailbox.takeCommands()
      let isAsked = !pendingCommands.isEmpty
      while !pendingCommands.isEmpty {
        guard obey(pendingCommands.removeFirst(), &course, &pace) else { return stop(course, pace) }
        publisher.snapshot.commandsObeyed += 1
      }
      if course.isDone { end(.completed, course, &pace) }
      if isAsked { answer(course, pace) }
      switch pace {
      case .ended where !job.isAttended:
        return
      case .ended, .steps(0):
        mailbox.waitForCommand()
      case .free, .steps:
        if let status = advance(&course, &pace) { end(status, course, &pace) }
      }
    }
  }

  /// Saves the model of a branch that has ended, once.
  private mutating func end(_ status: TrainingStatus, _ course: Course, _ pace: inout Pace) {
    if case .ended = pace { return }
    meter.stop()
    show(course)
    if case .diverged = status {
      publisher.snapshot.model = proven.newest.model
      publisher.snapshot.record = proven.newest.record.falling(from: course.record)
    }
    pace = .ended(status)
    finish(with: status)
  }

  /// Takes a step, and the test after the last of an epoch; returns how the branch ended, or nil if it goes on.
  private mutating func advance(_ course: inout Course, _ pace: inout Pace) -> TrainingStatus? {
    makeScriptedTurns(&course)
    if course.isBetweenEpochs { meter.beginEpoch() } else { meter.resume() }
    guard let images = course.takeStep() else { return .diverged(step: course.record.step + 1) }
    proven.prove()
    meter.count(images: images)
    timeline.countStep()
    let endsEpoch = course.isBetweenEpochs
    if endsEpoch {
      meter.stop()
      guard course.test() else { return .diverged(step: course.record.step) }
      // Nobody reads the reports of a run that is watched.
      if !job.isAttended { reportEpoch(course) }
    }
    timeline.keepIfDue(course.record, course.learner)
    if case .steps(let count) = pace { pace = .steps(count - 1) }
    if course.isDone { return .completed }
    if case .steps(0) = pace {
      meter.stop()
      publish(.paused, course)
    } else if publisher.isDue(endsEpoch: endsEpoch) {
      publish(.running, course)
    }
    return nil
  }

  private mutating func reportEpoch(_ course: Course) {
    guard let test = course.record.test, let train = course.record.epochLoss.mean else { return }
    publisher.snapshot.epochs.append(
      EpochReport(
        epoch: course.record.epoch, step: course.record.step, beta: test.beta,
        train: train, test: test.point,
        imagesPerSecond: meter.epochRate,
        seconds: meter.epochSeconds))
  }

  /// Ends the run on request; a branch that has ended is saved already.
  private mutating func stop(_ course: Course, _ pace: Pace) {
    if case .ended(let status) = pace {
      // A return from the end was interrupted: the run has ended as before.
      return publish(status)
    }
    meter.stop()
    if !isLost { show(course) }
    finish(with: .stopped)
  }
}

// Commands.
extension Trainer {
  /// Carries out a command; false if it ends the run.
  private mutating func obey(_ command: TrainingCommand, _ course: inout Course, _ pace: inout Pace) -> Bool {
    switch (command, pace) {
    case (.stop, _):
      return false
    case (.goBack(let keyframe), _):
      return goBack(to: keyframe, &course, &pace)
    case (.undo, _):
      return undo(&course, &pace)
    case (_, .ended):
      break
    case (.pause, _):
      pace = .steps(0)
    case (.resume, _):
      pace = .free
    case (.takeStep, .free):
      pace = .steps(1)
    case (.takeStep, .steps(let count)):
      pace = .steps(count + 1)
    case (.turn(let setting), _):
      turn(setting, &course)
    }
    return true
  }

  /// Publishes what commands have changed.
  private mutating func answer(_ course: Course, _ pace: Pace) {
    switch pace {
    case .free: publish(.running, course)
    case .steps:
      meter.stop()
      publish(.paused, course)
    case .ended(let status): publish(status)
    }
  }

  /// Makes the turns of the configuration that are due.
  private mutating func makeScriptedTurns(_ course: inout Course) {
    guard course.isScriptedTurnDue else { return }
    timeline.keepUndoPoint(before: .scripted, course.record, course.learner)
    lastTurn = nil
    course.makeScriptedTurns()
    proven.propose(course.learner.snapshot(), course.record)
  }

  private mutating func turn(_ setting: KnobSetting, _ course: inout Course) {
    // Before it, so that the keyboard has the last word.
    makeScriptedTurns(&course)
    let (step, now) = (course.record.step, job.clock())
    if lastTurn.map({ $0.step != step && now - $0.time > Self.secondsOfOneTurn }) ?? true {
      timeline.keepUndoPoint(before: .asked, course.record, course.learner)
    }
    lastTurn = (step, now)
    course.turn(setting)
    // The next weights may be useless.
    proven.propose(course.learner.snapshot(), course.record)
  }

  /// Goes back to before the last change; where a branch has diverged by itself, to its last keyframe but
  /// for the very weights whose loss was not finite.
  ///
  /// What the configuration turned is not turned again.
  private mutating func undo(_ course: inout Course, _ pace: inout Pace) -> Bool {
    let (branch, point) = (course.record.branch, timeline.undoPoint)
    if pace.hasDiverged, point?.keyframe.record.branch != branch,
      let keyframe = timeline.newestKeyframe(before: course.record)
    {
      return goBack(to: keyframe, &course, &pace)
    }
    guard let point else { return true }
    guard goBack(to: point.keyframe, &course, &pace) else { return false }
    if case .scripted = point.change { course.dropScriptedTurns() }
    return true
  }

  /// Goes back to a keyframe and goes on from there; false if the run is to end before it is reached.
  private mutating func goBack(to keyframe: Keyframe, _ course: inout Course, _ pace: inout Pace) -> Bool {
    let state = timeline.state(before: keyframe)
    meter.stop()
    timeline.leave(course.record, course.learner, isWorthReturning: !pace.hasDiverged)
    if !pace.hasDiverged { show(course) }
    isLost = true
    let steps = keyframe.record.step - state.step
    let isThere = course.goBack(to: keyframe.record, from: state) { step in
      if publisher.isDue(endsEpoch: false) {
        publish(.returning(Double(step - state.step) / Double(max(1, steps))))
      }
      pendingCommands += mailbox.takeCommands()
      return !pendingCommands.contains(.stop)
    }
    guard isThere else { return false }
    isLost = false
    course.goOn(asBranch: timeline.branch(from: keyframe))
    publisher.snapshot.epochs.removeAll { $0.step > course.record.step }
    proven = ProvenModel(course.learner.snapshot(), course.record)
    lastTurn = nil
    meter.beginEpoch()
    if case .ended = pace { pace = .steps(0) }
    return true
  }

  /// Turns within so many seconds of each other, or without a step between, count as one, and are undone together.
  private static let secondsOfOneTurn = 2.0
}
