import Testing
import TextScreen
import VAECore

@testable import Explorer
@testable import Training

@Suite struct DiagnosisPageTests {
  /// A healthy run of so many steps.
  private func run(steps: Int, configuration: TrainingConfiguration? = nil) throws -> TrainingSnapshot {
    var snapshot = try Fixtures.snapshot()
    if let configuration {
      snapshot.configuration = configuration
      snapshot.record = TrainingRecord(configuration)
    }
    (snapshot.trainHistory, snapshot.testHistory) = (LossHistory(), LossHistory())
    snapshot.latents = steps < 16 ? nil : try Fixtures.snapshot().latents
    snapshot.step = steps
    snapshot.epoch = (steps + 467) / 468
    for step in 1..<(steps + 1) {
      snapshot.trainHistory.append(
        step: step, loss: VAE.Loss(reconstruction: 140 + 4000 / Double(step + 10), kl: 6), weightedKL: 6)
    }
    for epoch in 1..<(steps / 468 + 1) {
      snapshot.testHistory.append(
        step: 468 * epoch, loss: VAE.Loss(reconstruction: 150, kl: 6), weightedKL: 6)
    }
    return snapshot
  }

  private func page(_ snapshot: TrainingSnapshot) throws -> [String] {
    var state = try Fixtures.state(of: snapshot, columns: 120, rows: 40)
    state.press(.character("7"))
    return state.screenText.split(separator: "\n").map { line in
      line.split(separator: " ").joined(separator: " ")
    }
  }

  @Test("before there is anything to go by no trouble is not said to be absent")
  func start() throws {
    for steps in [0, 1, 100] {
      let lines = try page(run(steps: steps))
      #expect(lines.contains("Diagnosis nothing to judge yet"))
    }
    #expect(try page(run(steps: 300)).contains("Diagnosis no trouble seen"))
  }

  @Test("what is not told yet says what it waits for")
  func waits() throws {
    let early = try page(run(steps: 120))
    #expect(early.contains("-- code too early: 120 of 200 steps"))
    #expect(early.contains("-- steps too early: 120 of 200 steps"))
    #expect(early.contains("-- prior too early: 120 of 1,000 steps"))
    #expect(early.contains("-- test too early: 0 of 4 tests"))

    let warming = try page(
      run(steps: 1000, configuration: TrainingConfiguration(batchSize: 128, warmUp: 4)))
    #expect(warming.contains("-- code too early: beta is warming up until epoch 4"))
    #expect(warming.contains("-- test too early: beta is warming up until epoch 4"))
    #expect(warming.contains("-- steps too early: beta is warming up until epoch 4"))
    let warmed = try page(
      run(steps: 500, configuration: TrainingConfiguration(batchSize: 128, warmUp: 1)))
    #expect(warmed.contains("-- code too early: 32 of 200 steps since beta was warmed up"))

    var turned = try run(steps: 1000)
    turned.turns = [KnobTurn(step: 950, setting: .learningRate(0.002))]
    turned.knobs.learningRate = 0.002
    let lines = try page(turned)
    #expect(lines.contains("-- code too early: 50 of 200 steps since a knob was turned"))
    #expect(lines.contains("-- steps too early: 50 of 200 steps since a knob was turned"))
    #expect(lines.contains("-- prior too early: 50 of 500 steps since a knob was turned"))
  }

  @Test("of a saved run it is told what was not kept, and nothing is waited for")
  func savedRuns() throws {
    var saved = try run(steps: 1000)
    (saved.status, saved.isSaved) = (.completed, true)
    #expect(try page(saved).contains("-- test too early: 2 of 4 tests"))
    saved.latents = nil
    #expect(try page(saved).contains("-- code not measured yet"))
    struct Gone: Error {}
    saved.datasetFailure = TrainingFailure(Gone())
    for check in ["code", "weight", "prior"] {
      #expect(try page(saved).contains("-- \(check) no test images to measure on"))
    }
    saved.trainHistory = LossHistory()
    for check in ["code", "steps", "test"] {
      #expect(try page(saved).contains("-- \(check) its curves were not kept"))
    }
    (saved.clampedLogVariances, saved.lastClampStep) = (3, nil)
    #expect(try page(saved).contains("-- range the steps of clamped log variances were not kept"))
  }

  @Test("a verdict comes when it is said to come, and not before")
  func dues() throws {
    func isTooEarly(_ check: Diagnosis.Check, _ snapshot: TrainingSnapshot) -> Bool {
      Diagnosis(Vitals(snapshot)).verdicts[check] == .tooEarly
    }
    for (check, due) in [
      (Diagnosis.Check.code, 200), (.weight, 200), (.learningRate, 200), (.prior, 1000),
      (.generalization, 4 * 468),
    ] {
      #expect(isTooEarly(check, try run(steps: due - 1)), "\(check)")
      #expect(!isTooEarly(check, try run(steps: due)), "\(check)")
    }
    let warmUp = TrainingConfiguration(batchSize: 128, warmUp: 2)
    #expect(isTooEarly(.code, try run(steps: 936 + 199, configuration: warmUp)))
    #expect(!isTooEarly(.code, try run(steps: 936 + 200, configuration: warmUp)))
    let fast = TrainingConfiguration(learningRate: 0.01)
    #expect(isTooEarly(.prior, try run(steps: 499, configuration: fast)))
    #expect(!isTooEarly(.prior, try run(steps: 500, configuration: fast)))
  }

  @Test("a learning rate that hardly moves is waited for in a number that fits")
  func slow() throws {
    let lines = try page(
      run(steps: 600, configuration: TrainingConfiguration(learningRate: 1e-300)))
    #expect(lines.contains { $0.hasPrefix("-- prior too early: 600 of ") })
  }

  @Test("up and down scroll the page where it does not fit, and the footer says so")
  func scrolls() throws {
    var state = try Fixtures.state(of: Fixtures.collapsed(), columns: 40, rows: 12)
    state.press(.character("7"))
    let top = state.screenText
    #expect(state.lastLine.contains("up down scroll"))
    var seen: Set<Substring> = []
    for _ in 0..<30 {
      seen.formUnion(state.screenText.split(separator: "\n"))
      state.press(.down)
    }
    let end = state.screenText
    #expect(seen.contains { $0.contains("no log variance clamped") || $0.contains("range") })
    state.press(.up)
    #expect(state.screenText != end)
    for _ in 0..<30 { state.press(.up) }
    #expect(state.screenText == top)
    _ = state.update(.mouse(MouseEvent(.wheelDown, column: 5, row: 8)))
    #expect(state.screenText != top)

    state = try Fixtures.state(of: Fixtures.collapsed(), columns: 120, rows: 40)
    state.press(.character("7"))
    let whole = state.screenText
    #expect(!state.lastLine.contains("scroll"))
    state.press(.down, .down)
    #expect(state.screenText == whole)
  }

  @Test("the turns beside the knobs stand under one another")
  func turns() throws {
    var snapshot = try Fixtures.steered()
    snapshot.turns = [
      KnobTurn(step: 5, setting: .beta(2)), KnobTurn(step: 12_345, setting: .beta(1)),
    ]
    var state = try Fixtures.state(of: snapshot, columns: 120, rows: 40)
    state.press(.character("7"))
    let places = state.screenText.split(separator: "\n").dropFirst().compactMap { line -> Int? in
      guard let turn = line.firstRange(of: "  β ") else { return nil }
      return line.distance(from: line.startIndex, to: turn.lowerBound)
    }
    #expect(places.count == 2)
    #expect(Set(places).count == 1)
  }
}
