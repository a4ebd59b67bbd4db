import Testing
import VAECore

@testable import Training

/// A run that is steered from outside: commands are posted when the last snapshot says that it is time.
private struct Session {
  let mailbox: Mailbox
  let thread: RunningThread
  private(set) var last: TrainingSnapshot

  init(_ job: TrainingJob, paused: Bool = true) throws {
    mailbox = try Mailbox()
    if paused { mailbox.post(.pause) }
    thread = try job.start(mailbox: mailbox)
    last = try #require(mailbox.waitForSnapshot(milliseconds: 10_000))
    if paused { try wait { $0.status == .paused } }
  }

  mutating func wait(until condition: (TrainingSnapshot) -> Bool) throws {
    while !condition(last) {
      last = try #require(mailbox.waitForSnapshot(milliseconds: 20_000), "the last was \(last.status)")
    }
  }

  /// Takes so many steps and pauses.
  mutating func step(_ count: Int) throws {
    let target = last.step + count
    for _ in 0..<count { mailbox.post(.takeStep) }
    try wait { $0.step == target && ($0.status == .paused || $0.status.isFinal) }
  }

  mutating func post(_ command: TrainingCommand, until condition: (TrainingSnapshot) -> Bool) throws {
    mailbox.post(command)
    try wait(until: condition)
  }

  /// Posts a command after all others have been carried out, and waits until it is too and the run stands still.
  mutating func obey(_ command: TrainingCommand) throws {
    let count = last.commandsObeyed + 1
    try post(command) { $0.commandsObeyed == count && ($0.status == .paused || $0.status.isFinal) }
  }

  /// Ends the run where it is.
  mutating func end() {
    mailbox.post(.stop)
    thread.join()
    if let snapshot = mailbox.takeSnapshot() { last = snapshot }
  }

  /// Lets it go on to its end.
  mutating func finish() throws {
    mailbox.post(.resume)
    try wait { $0.status.isFinal }
    mailbox.post(.stop)
    thread.join()
  }
}

extension TrainingSnapshot {
  /// Whether the models are bit for bit the same; comparing them in an expectation would print all of both.
  fileprivate func hasModel(of other: TrainingSnapshot) -> Bool { model == other.model }
}

@Suite struct SteeringTests {
  private static let budget = 64 << 20

  private func finished(_ configuration: TrainingConfiguration) throws -> TrainingSnapshot {
    let mailbox = try Mailbox()
    try TrainingJob.bars(configuration).run(mailbox: mailbox)
    return try #require(mailbox.takeSnapshot())
  }

  @Test("a single step is one step, and the end of an epoch is tested in it")
  func singleSteps() throws {
    var session = try Session(.bars(barsConfiguration(epochs: 2)))
    for step in 1...6 {
      try session.step(1)
      #expect(session.last.step == step)
      #expect(session.last.epochs.count == step / 6)
    }
    try session.finish()
    #expect(try session.last.hasModel(of: finished(barsConfiguration(epochs: 2))))
  }

  @Test(
    "a knob turned in mid-run leads to the weights of a scripted run that turns it at the same step",
    arguments: [
      KnobSetting.learningRate(0.002), .beta(5), .warmUp(epochs: 2), .freeBits(0.3),
    ])
  func turned(setting: KnobSetting) throws {
    var session = try Session(.bars(barsConfiguration(epochs: 4), keyframeBytes: Self.budget))
    try session.step(9)
    try session.post(.turn(setting)) { !$0.turns.isEmpty }
    #expect(session.last.turns == [KnobTurn(step: 9, setting: setting)])
    try session.finish()
    var configuration = barsConfiguration(epochs: 4)
    configuration.turns = [KnobTurn(step: 9, setting: setting)]
    let scripted = try finished(configuration)
    #expect(session.last.hasModel(of: scripted))
    #expect(session.last.trainHistory == scripted.trainHistory)
    #expect(try !scripted.hasModel(of: finished(barsConfiguration(epochs: 4))))
  }

  @Test("the objective in the history is that of the knobs of its time")
  func objective() throws {
    var configuration = barsConfiguration(epochs: 2)
    configuration.turns = [KnobTurn(step: 6, setting: .beta(3))]
    let last = try finished(configuration)
    for point in last.trainHistory.curve {
      let beta = point.step <= 6 ? 1.0 : 3.0
      #expect(abs(point.weightedKL - beta * point.loss.kl) < 1e-6)
    }
    #expect(last.epochs.map(\.beta) == [1, 3])
  }

  @Test("going back to a keyframe and on from there leads to the weights of a run that never went past it")
  func goesBack() throws {
    let whole = try finished(barsConfiguration(epochs: 4))
    var session = try Session(.bars(barsConfiguration(epochs: 4), keyframeBytes: Self.budget))
    try session.step(17)
    // Exactly on an epoch's end, within one, and at the start.
    for step in [12, 8, 0] {
      let keyframe = try #require(session.last.keyframes.all.first { $0.record.step == step })
      let branch = session.last.branch
      try session.post(.goBack(to: keyframe)) { $0.branch > branch && $0.status == .paused }
      #expect(session.last.step == step)
      #expect(session.last.trainHistory == keyframe.record.trainHistory)
      #expect(session.last.epochs.allSatisfy { $0.step <= step })
      try session.step(17 - step)
    }
    try session.finish()
    #expect(session.last.hasModel(of: whole))
    #expect(session.last.trainHistory == whole.trainHistory)
    #expect(session.last.branch == 4)
  }

  @Test("going back through a turned knob trains with the knobs of each step, whatever was turned since")
  func goesBackThroughTurns() throws {
    var configuration = barsConfiguration(epochs: 5)
    configuration.turns = [KnobTurn(step: 5, setting: .beta(2))]
    let whole = try finished(configuration)
    var session = try Session(.bars(barsConfiguration(epochs: 5), keyframeBytes: Self.budget))
    try session.step(5)
    try session.post(.turn(.beta(2))) { !$0.turns.isEmpty }
    try session.step(9)
    try session.post(.turn(.learningRate(0.5))) { $0.turns.count == 2 }
    try session.step(5)
    let keyframe = try #require(session.last.keyframes.all.first { $0.record.step == 11 })
    try session.post(.goBack(to: keyframe)) { $0.branch == 2 && $0.status == .paused }
    #expect(session.last.knobs.beta == 2)
    #expect(session.last.knobs.learningRate == 0.01)
    try session.finish()
    #expect(session.last.hasModel(of: whole))
  }

  @Test("undo goes to just before the last turn, again to where it was left, and takes both exactly")
  func undoes() throws {
    let whole = try finished(barsConfiguration(epochs: 4))
    var session = try Session(.bars(barsConfiguration(epochs: 4), keyframeBytes: Self.budget))
    try session.step(9)
    try session.post(.turn(.learningRate(0.3))) { !$0.turns.isEmpty }
    try session.step(5)
    let spoilt = session.last
    let before = try #require(session.last.keyframes.beforeLastTurn)
    try session.post(.goBack(to: before)) { $0.branch == 2 && $0.status == .paused }
    #expect(session.last.step == 9)
    #expect(session.last.knobs.learningRate == 0.01)
    let left = try #require(session.last.keyframes.beforeLastTurn)
    try session.obey(.goBack(to: left))
    #expect(session.last.step == 14)
    #expect(session.last.hasModel(of: spoilt))
    let again = try #require(session.last.keyframes.beforeLastTurn)
    #expect(again.record.step == 9)
    try session.obey(.goBack(to: again))
    try session.finish()
    #expect(session.last.hasModel(of: whole))
  }

  @Test("a branch that is gone back to where it was left keeps its number, others have new ones")
  func branchNumbers() throws {
    var session = try Session(.bars(barsConfiguration(epochs: 9), keyframeBytes: Self.budget))
    try session.step(9)
    try session.obey(.turn(.beta(5)))
    try session.step(3)
    for expected in [(2, 9), (1, 12), (2, 9)] {
      try session.obey(.undo)
      #expect((session.last.branch, session.last.step) == expected)
    }
    // The second branch has gone on since it was left, and is left elsewhere.
    let left = try #require(session.last.keyframes.all.last { $0.record.branch == 2 })
    try session.step(2)
    try session.obey(.goBack(to: left))
    #expect((session.last.branch, session.last.branchStart) == (3, 9))
    try session.obey(.undo)
    #expect((session.last.branch, session.last.step, session.last.branchStart) == (2, 11, 9))
    session.end()
  }

  @Test("a turn without a step after it is undone, and is there again when that is undone")
  func undoesTurnWithoutStep() throws {
    var session = try Session(.bars(barsConfiguration(epochs: 9), keyframeBytes: Self.budget))
    try session.step(9)
    try session.obey(.turn(.beta(5)))
    let turned = session.last.turns
    try session.obey(.undo)
    #expect(session.last.turns.isEmpty)
    try session.obey(.undo)
    #expect(session.last.turns == turned)
    let keyframe = try #require(session.last.keyframes.all.first { $0.record.step == 4 })
    try session.obey(.goBack(to: keyframe))
    try session.obey(.undo)
    #expect(session.last.turns == turned)
    #expect(session.last.step == 9)
    session.end()
  }

  @Test(
    "a turn of the configuration is undone like another, is not made again, and is there when that is undone")
  func undoesScriptedTurn() throws {
    var configuration = barsConfiguration(epochs: 5)
    configuration.turns = [
      KnobTurn(step: 12, setting: .freeBits(0.1)), KnobTurn(step: 12, setting: .beta(3)),
      KnobTurn(step: 20, setting: .learningRate(0.02)),
    ]
    var session = try Session(.bars(configuration, keyframeBytes: Self.budget))
    try session.step(9)
    try session.obey(.turn(.beta(5)))
    try session.step(6)
    let all = session.last.turns
    #expect(all.count == 3)
    try session.obey(.undo)
    #expect(session.last.step == 12)
    #expect(session.last.turns == [KnobTurn(step: 9, setting: .beta(5))])
    try session.obey(.undo)
    #expect(session.last.step == 15)
    #expect(session.last.turns == all)
    try session.obey(.undo)
    try session.finish()
    configuration.turns = [
      KnobTurn(step: 9, setting: .beta(5)), KnobTurn(step: 20, setting: .learningRate(0.02)),
    ]
    #expect(session.last.turns == configuration.turns)
    #expect(try session.last.hasModel(of: finished(configuration)))
  }

  @Test("training taken back from where the configuration turns a knob is taken on again with that turn")
  func returnsToScriptedTurn() throws {
    var configuration = barsConfiguration(epochs: 3)
    configuration.turns = [KnobTurn(step: 9, setting: .beta(3))]
    var session = try Session(.bars(configuration, keyframeBytes: Self.budget))
    try session.step(9)
    let keyframe = try #require(session.last.keyframes.all.first { $0.record.step == 4 })
    try session.obey(.goBack(to: keyframe))
    try session.obey(.undo)
    try session.finish()
    #expect(try session.last.hasModel(of: finished(configuration)))
  }

  @Test("a knob that is turned right after undoing is undone by itself")
  func undoesTurnAfterUndoing() throws {
    var session = try Session(.bars(barsConfiguration(epochs: 9), keyframeBytes: Self.budget))
    try session.step(9)
    try session.obey(.turn(.beta(5)))
    try session.obey(.undo)
    try session.obey(.turn(.beta(7)))
    try session.obey(.undo)
    #expect(session.last.turns.isEmpty)
    try session.obey(.undo)
    #expect(session.last.turns == [KnobTurn(step: 9, setting: .beta(7))])
    session.end()
  }

  @Test("a branch that diverges at its first step has the weights it began with, and what was known of them")
  func divergesAtOnce() throws {
    var session = try Session(
      .bars(barsConfiguration(epochs: 9), keyframeBytes: Self.budget, isAttended: true))
    try session.step(20)
    let keyframe = try #require(session.last.keyframes.all.first { $0.record.step == 8 })
    try session.obey(.goBack(to: keyframe))
    let start = session.last
    try session.obey(.turn(.learningRate(1e30)))
    try session.post(.resume) { $0.status.isFinal }
    guard case .diverged = session.last.status else {
      Issue.record("the status is \(session.last.status)")
      return
    }
    #expect(session.last.hasModel(of: start))
    #expect(session.last.step == 8)
    #expect(session.last.epoch == start.epoch)
    #expect(session.last.test == start.test)
    #expect(session.last.turns.count == 1)
    session.end()
  }

  @Test("the posteriors of a branch are those of a run that never went past it")
  func latentsAfterGoingBack() throws {
    var session = try Session(.bars(barsConfiguration(epochs: 100), keyframeBytes: Self.budget))
    try session.step(300)
    let latents = try #require(session.last.latents)
    for step in [256, 140] {
      let keyframe = try #require(session.last.keyframes.all.last { $0.record.step <= step })
      try session.obey(.goBack(to: keyframe))
      try session.step(300 - keyframe.record.step)
      #expect(session.last.latents == latents)
    }
    session.end()
  }

  @Test("undo that comes right after a turn takes back that turn, whatever was shown when it was pressed")
  func undoesAtOnce() throws {
    var session = try Session(.bars(barsConfiguration(epochs: 200), keyframeBytes: Self.budget))
    try session.step(4)
    try session.post(.turn(.beta(2))) { !$0.turns.isEmpty }
    // So long that the two are not turned in one go.
    try session.step(1000)
    session.mailbox.post(.turn(.beta(5)))
    try session.post(.undo) { $0.branch == 2 && $0.status == .paused }
    #expect(session.last.step == 1004)
    #expect(session.last.knobs.beta == 2)
    try session.finish()
  }

  @Test("where there is no room for a state, undo goes back by the steps between")
  func undoesWithoutState() throws {
    // A model so large that half of what has room for some keyframes of it has none for a state.
    let model = Architecture(pixels: 36, hidden: [2048], latentSize: 2)
    let budget = 2 * LearnerState.byteCount(model) - 1
    #expect(budget / Keyframe.byteCount(model) >= 4)
    let wide = { () -> TrainingConfiguration in
      var configuration = barsConfiguration(epochs: 3)
      configuration.hidden = [2048]
      return configuration
    }()
    let whole = try finished(wide)
    var session = try Session(.bars(wide, keyframeBytes: budget))
    try session.step(9)
    try session.post(.turn(.learningRate(0.3))) { !$0.turns.isEmpty }
    try session.step(3)
    try session.post(.undo) { $0.branch == 2 && $0.status == .paused }
    #expect(session.last.step == 9)
    try session.finish()
    #expect(session.last.hasModel(of: whole))
  }

  @Test(
    "a run that has diverged by itself is undone to its last keyframe, and can be trained otherwise from there"
  )
  func undoesDivergence() throws {
    var session = try Session(
      .bars(barsConfiguration(epochs: 3, learningRate: 1e30), keyframeBytes: Self.budget, isAttended: true),
      paused: false)
    // Once more from there, it diverges before anything of the branch is kept.
    for branch in 2...4 {
      try session.post(.resume) { $0.status.isFinal }
      try session.post(.undo) { $0.branch == branch && $0.status == .paused }
    }
    try session.post(.turn(.learningRate(0.01))) { !$0.turns.isEmpty }
    try session.finish()
    #expect(session.last.status == .completed)
  }

  @Test("a run goes back past a turn of its configuration, where the keyboard has the last word")
  func keyboardAfterScript() throws {
    var configuration = barsConfiguration(epochs: 3)
    configuration.turns = [KnobTurn(step: 7, setting: .learningRate(1e30))]
    var session = try Session(
      .bars(configuration, keyframeBytes: Self.budget, isAttended: true), paused: false)
    try session.wait { $0.status.isFinal }
    try session.post(.undo) { $0.branch == 2 && $0.status == .paused }
    #expect(session.last.step == 7)
    try session.post(.turn(.learningRate(0.01))) { $0.knobs.learningRate == 0.01 }
    try session.finish()
    #expect(session.last.status == .completed)
    #expect(session.last.hasModel(of: try finished(barsConfiguration(epochs: 3))))
  }

  @Test(
    "a run that is over goes on from an earlier keyframe, is kept again, and so does one that has diverged")
  func goesOnAfterTheEnd() throws {
    let whole = try finished(barsConfiguration(epochs: 3))
    var session = try Session(
      .bars(barsConfiguration(epochs: 3), keyframeBytes: Self.budget, isAttended: true), paused: false)
    try session.wait { $0.status == .completed }
    let keyframe = try #require(session.last.keyframes.all.first { $0.record.step == 10 })
    try session.post(.goBack(to: keyframe)) { $0.branch == 2 && $0.status == .paused }
    try session.post(.turn(.learningRate(1e30))) { !$0.turns.isEmpty }
    try session.post(.resume) { $0.status.isFinal }
    guard case .diverged = session.last.status else {
      Issue.record("the status is \(session.last.status)")
      return
    }
    let before = try #require(session.last.keyframes.beforeLastTurn)
    try session.post(.goBack(to: before)) { $0.branch == 3 && $0.status == .paused }
    try session.finish()
    #expect(session.last.status == .completed)
    #expect(session.last.savedModel == "kept")
    #expect(session.last.hasModel(of: whole))
  }

  @Test(
    "keyframes stay within their budget, whose half is for exact states, and every one can be gone back to")
  func budget() throws {
    let architecture = Architecture(pixels: 36, hidden: [16], latentSize: 2)
    let keyframe = Keyframe.byteCount(architecture)
    let state = LearnerState.byteCount(architecture)
    let budget = 6 * (keyframe + state)
    let whole = try finished(barsConfiguration(epochs: 40))
    var session = try Session(.bars(barsConfiguration(epochs: 40), keyframeBytes: budget))
    try session.step(200)
    #expect(session.last.keyframes.bytes <= budget)
    #expect(session.last.keyframes.budget == budget)
    let keyframes = session.last.keyframes.all
    #expect(keyframes.count >= 4)
    for keyframe in keyframes.reversed() {
      let branch = session.last.branch
      try session.post(.goBack(to: keyframe)) { $0.branch > branch && $0.status == .paused }
      #expect(session.last.step == keyframe.record.step)
      #expect(session.last.keyframes.bytes <= budget)
    }
    try session.finish()
    #expect(session.last.hasModel(of: whole))
  }

  @Test("without a budget nothing is kept, and nothing to undo")
  func noBudget() throws {
    var session = try Session(.bars(barsConfiguration(epochs: 2)))
    try session.step(3)
    try session.post(.turn(.beta(2))) { !$0.turns.isEmpty }
    #expect(session.last.keyframes.all.isEmpty)
    #expect(session.last.keyframes.beforeLastTurn == nil)
    try session.finish()
  }

  @Test("stop while training is on its way back ends the run with the model that was left")
  func stopsOnTheWay() throws {
    var session = try Session(.bars(barsConfiguration(epochs: 20), keyframeBytes: Self.budget))
    try session.step(100)
    let left = session.last
    let keyframe = try #require(left.keyframes.all.last { $0.record.step < 100 })
    session.mailbox.post(.goBack(to: keyframe))
    session.mailbox.post(.stop)
    session.thread.join()
    let last = try #require(session.mailbox.takeSnapshot())
    #expect(last.status == .stopped)
    #expect(last.savedModel == "kept")
    #expect(last.step == left.step || last.step == keyframe.record.step)
    #expect(last.step == keyframe.record.step || last.hasModel(of: left))
  }

  @Test("a keyframe's model is hardly different from what it was")
  func keyframeModel() throws {
    let last = try finished(barsConfiguration(epochs: 10))
    let keyframe = Keyframe(number: 0, record: last.record, model: last.model)
    let images = FloatMatrix(rows: 4, columns: 36, elements: (0..<144).map { Float($0 % 2) })
    let kernels = Kernels.best
    let (exact, kept) = (
      last.model.encode(images, kernels: kernels), keyframe.model.encode(images, kernels: kernels)
    )
    for (a, b) in zip(exact.mean.elements, kept.mean.elements) { #expect(abs(a - b) < 0.02 * (1 + abs(a))) }
  }
}
