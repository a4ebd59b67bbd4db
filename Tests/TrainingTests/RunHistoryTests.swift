import Formats
import TestSupport
import Testing
import VAECore

@testable import Training

@Suite struct RunHistoryTests {
  private func history() throws -> RunHistory {
    var configuration = barsConfiguration(epochs: 3)
    configuration.turns = [
      KnobTurn(step: 4, setting: .beta(2)), KnobTurn(step: 7, setting: .warmUp(epochs: 1)),
    ]
    let mailbox = try Mailbox()
    try TrainingJob.bars(configuration).run(mailbox: mailbox)
    return RunHistory(try #require(mailbox.takeSnapshot()))
  }

  @Test("the past of a run reads back as it was written, and a record can be made of it")
  func readsBack() throws {
    let directory = try TemporaryDirectory()
    let history = try history()
    try history.write(to: directory["history.json"])
    let read = try RunHistory(contentsOf: directory["history.json"])
    #expect(read == history)
    #expect(read.train.count == 18 && read.test.count == 3 && read.turns.count == 2)
    var record = TrainingRecord(barsConfiguration(epochs: 3))
    record.take(read)
    #expect(record.trainHistory.curve == history.train)
    #expect(record.knobs.beta == 2)
    #expect(record.knobs.warmUp == WarmUp(start: 7, epochs: 1))
  }

  @Test(
    "a file that is no such past is an error that names it",
    arguments: [
      ("\"latentwalk-history\"", "\"other\""), ("\"branch\":1", "\"branch\":\"one\""),
      ("\"steps_per_epoch\":6", "\"steps_per_epoch\":-6"), ("4:beta=2.0", "4:beta=-2"), ("[[1,", "[[null,"),
      ("\"test\":[[", "\"test\":[[1,"), ("{", "["),
      ("\"branch\":1", "\"branch\":-1"), ("_variances\":0", "_variances\":-1"), ("[[1,", "[[-1,"),
      ("[[1,", "[[1e300,"), ("\"last_clamp_step\":null", "\"last_clamp_step\":-1"),
      ("\"last_clamp_step\":null", "\"last_clamp_step\":\(Int.max)"), ("\"completed\"", "\"lost\""),
      ("\"completed\"", "\"diverged\""), ("\"diverged_step\":null", "\"diverged_step\":4"),
      ("\"completed\",\"diverged_step\":null", "\"diverged\",\"diverged_step\":\(Int.max)"),
    ])
  func damaged(part: String, replacement: String) throws {
    let directory = try TemporaryDirectory()
    let path = directory["history.json"]
    try history().write(to: path)
    let text = String(decoding: try WholeFile.read(path), as: UTF8.self)
    let range = try #require(text.firstRange(of: part))
    try WholeFile.write(Array(text.replacingCharacters(in: range, with: replacement).utf8), to: path)
    do {
      _ = try RunHistory(contentsOf: path)
      Issue.record("\(replacement) was taken")
    } catch {
      #expect("\(error)".contains(path))
    }
  }

  @Test("the past says when a log variance was clamped last, and how the run ended")
  func end() throws {
    let directory = try TemporaryDirectory()
    var history = try history()
    #expect(history.end == .completed && history.lastClampStep == nil)
    for end: TrainingStatus? in [.completed, .stopped, .diverged(step: 0), .diverged(step: 1 << 40), nil] {
      history.end = end
      history.lastClampStep = history.lastClampStep.map { $0 + 1 } ?? 12
      try history.write(to: directory["history.json"])
      let read = try RunHistory(contentsOf: directory["history.json"])
      #expect(read.end == end && read == history)
    }
  }

  @Test("the past of an earlier version, which says neither, is read, and is not said to be without clamps")
  func earlierVersion() throws {
    let directory = try TemporaryDirectory()
    var history = try history()
    history.clampedLogVariances = 12
    history.lastClampStep = 17
    try history.write(to: directory["history.json"])
    var text = String(decoding: try WholeFile.read(directory["history.json"]), as: UTF8.self)
    for field in [#""last_clamp_step":17,"#, #""status":"completed","#, #""diverged_step":null,"#] {
      text.removeSubrange(try #require(text.firstRange(of: field)))
    }
    try WholeFile.write(Array(text.utf8), to: directory["history.json"])
    let read = try RunHistory(contentsOf: directory["history.json"])
    #expect(read.end == nil && read.lastClampStep == nil && read.clampedLogVariances == 12)
    var snapshot = TrainingSnapshot(
      status: .completed, configuration: barsConfiguration(epochs: 3),
      model: try VAE(Architecture(pixels: 36, hidden: [16], latentSize: 2), seed: 1))
    snapshot.step = 18
    snapshot.take(read)
    #expect(snapshot.status == .completed)
    #expect(Vitals(snapshot).verdict(on: .range) == .tooEarly)
  }

  @Test("a curve that was merged is not merged across its turns where a record adds it")
  func stretches() throws {
    var history = try history()
    history.turns = [KnobTurn(step: 3_001, setting: .beta(2))]
    history.train = (1...9_000).map {
      LossPoint(step: Double($0), loss: VAE.Loss(reconstruction: 1, kl: 1), weightedKL: $0 > 3_001 ? 2 : 1)
    }
    var record = TrainingRecord(barsConfiguration(epochs: 3))
    record.take(history)
    #expect(record.trainHistory.curve.count < 9_000)
    #expect(record.trainHistory.curve.allSatisfy { $0.weightedKL == 1 || $0.weightedKL == 2 })
  }
}

@Suite struct SavedVerdictTests {
  /// The last snapshot of a run, and the same run as it is read from what was kept of it.
  private func liveAndSaved(
    _ configuration: TrainingConfiguration, spoil: (NamedParameter) -> NamedParameter = { $0 }
  ) throws -> (live: TrainingSnapshot, saved: TrainingSnapshot) {
    let directory = try TemporaryDirectory()
    let path = directory["history.json"]
    let mailbox = try Mailbox()
    // What is kept is what the run hands over to be kept.
    var job = try TrainingJob.bars(
      configuration,
      save: { snapshot in
        try RunHistory(snapshot).write(to: path)
        return path
      })
    job.model = try VAE(job.model.architecture, named: job.model.namedParameters.map(spoil))
    job.run(mailbox: mailbox)
    let live = try #require(mailbox.takeSnapshot())
    #expect(live.saveFailure == nil)
    var saved = TrainingSnapshot(status: .completed, configuration: configuration, model: live.model)
    saved.step = live.step
    saved.take(try RunHistory(contentsOf: path))
    return (live, saved)
  }

  @Test("a run that diverged is diagnosed alike while it is seen and when it was saved and read")
  func diverged() throws {
    let (live, saved) = try liveAndSaved(barsConfiguration(epochs: 3, learningRate: 1e30))
    guard case .diverged(let step) = live.status else {
      Issue.record("ended as \(live.status)")
      return
    }
    #expect(saved.status == live.status)
    let diagnoses = [live, saved].map { Diagnosis(Vitals($0)) }
    #expect(diagnoses[0].verdicts == diagnoses[1].verdicts)
    guard case .divergence(step, _) = diagnoses[1].troubles.first else {
      Issue.record("found \(diagnoses[1].troubles)")
      return
    }
  }

  @Test("a run with clamped log variances is diagnosed alike while it is seen and when it was saved and read")
  func clamped() throws {
    // A bias comes down from 40 so slowly that log variances are clamped to the end.
    let (live, saved) = try liveAndSaved(barsConfiguration(epochs: 60, learningRate: 1e-6)) { tensor in
      guard tensor.name == "encoder.fc_logvar.bias" else { return tensor }
      return NamedParameter(name: tensor.name, shape: tensor.shape, values: tensor.values.map { _ in 40 })
    }
    #expect(live.record.clampedLogVariances > 0 && live.record.lastClampStep == 360)
    let diagnoses = [live, saved].map { Diagnosis(Vitals($0)) }
    #expect(diagnoses[0].verdicts == diagnoses[1].verdicts)
    #expect(
      diagnoses[1].troubles
        == [.clampedLogVariances(count: live.record.clampedLogVariances, lastStep: 360)])
  }
}
