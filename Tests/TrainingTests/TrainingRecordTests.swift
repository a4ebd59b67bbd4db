import Formats
import TestSupport
import Testing

@testable import Training
@testable import VAECore

extension TrainingRecord {
  /// The record as it is read from the text that it is written as.
  fileprivate func throughText() throws -> TrainingRecord {
    try TrainingRecord(
      JSONText(parsing: Array("\(json)".utf8)[...], path: "record.json"), path: "record.json")
  }
}

@Suite struct TrainingRecordTests {
  /// Two steps an epoch, 43 of which the figures of posteriors are taken over.
  private static let configuration: TrainingConfiguration = {
    var configuration = barsConfiguration(epochs: 100)
    configuration.batchSize = 48
    configuration.warmUp = 3
    configuration.freeBits = 0.01
    configuration.turns = [
      KnobTurn(step: 5, setting: .beta(0.1 + 0.2)), KnobTurn(step: 44, setting: .warmUp(epochs: 2)),
      KnobTurn(step: 60, setting: .learningRate(1 / 3)), KnobTurn(step: 61, setting: .learningRate(0.003)),
      KnobTurn(step: 90, setting: .freeBits(0.7)),
    ]
    return configuration
  }()

  private func course() throws -> Course {
    Course(try TrainingJob.bars(Self.configuration), dataset: Bars.dataset)
  }

  private func go(_ course: inout Course, to step: Int) throws {
    while course.record.step < step {
      let images = course.takeStep()
      try #require(images == 48)
      guard course.isBetweenEpochs else { continue }
      let isFinite = course.test()
      #expect(isFinite)
    }
  }

  @Test(
    "a run goes on from its record and the learner's state as if it had not been interrupted",
    arguments: [0, 1, 4, 5, 6, 43, 44, 45, 60, 61, 86, 89, 90, 91])
  func resumes(step: Int) throws {
    var whole = try course()
    try go(&whole, to: step)
    let (text, state) = ("\(whole.record.json)", whole.learner.state)
    try go(&whole, to: 172)

    var resumed = try course()
    let record = try TrainingRecord(
      JSONText(parsing: Array(text.utf8)[...], path: "record.json"), path: "record.json")
    let isThere = resumed.goBack(to: record, from: state) { _ in true }
    #expect(isThere && "\(resumed.record.json)" == text)
    // A stretch of steps over which posteriors are gathered has no figures where it was interrupted; the next has.
    try go(&resumed, to: 172)
    #expect(resumed.record == whole.record)
    #expect(resumed.learner.state == whole.learner.state)
  }

  @Test("a record at any step reads back as it was written, all of it")
  func readsBack() throws {
    var course = try course()
    for step in [0, 1, 2, 5, 43, 60, 100] {
      try go(&course, to: step)
      #expect(try course.record.throughText() == course.record, "step \(step)")
    }
    #expect(course.record.latents != nil && course.record.test != nil && course.record.turns.count == 5)
    course.goOn(asBranch: 3)
    #expect(try course.record.throughText() == course.record)
  }

  @Test("numbers that are infinite, tiny, or minus zero read back bit for bit")
  func numbers() throws {
    var record = TrainingRecord(barsConfiguration(epochs: 1))
    let odd = [
      Double.infinity, -.infinity, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1e17, 0.1 + 0.2,
      9_007_199_254_740_992, -123_456_789_012_345_680,
    ]
    for (step, number) in odd.enumerated() {
      let point = LossPoint(
        step: Double(step), loss: VAE.Loss(reconstruction: number, kl: -number), weightedKL: number / 3)
      record.trainHistory.append(point)
      record.epochLoss = LossSum()
      record.epochLoss.add(point)
      record.test = TestRecord(epoch: 0, beta: 0.1, point: point, variety: number)
      let read = try record.throughText()
      #expect(read == record)
      #expect(read.test?.variety.bitPattern == number.bitPattern)
      #expect(read.epochLoss.reconstruction.bitPattern == record.epochLoss.reconstruction.bitPattern)
    }
    record.epochLoss.add(LossPoint(step: 1, loss: VAE.Loss(reconstruction: .nan, kl: 0), weightedKL: 0))
    #expect(try record.throughText().epochLoss.reconstruction.isNaN)
  }

  @Test("a curve that was merged goes on as it would have, with its stretches", arguments: [4, 5, 8, 32])
  func curves(capacity: Int) throws {
    var random = SplitMix64(seed: UInt64(capacity))
    var record = TrainingRecord(barsConfiguration(epochs: 1))
    record.trainHistory = LossHistory(capacity: capacity)
    for step in 1...600 {
      let before = try record.throughText()
      #expect(before == record)
      var other = before.trainHistory
      if random.next() % 20 == 0 {
        record.trainHistory.startStretch()
        other.startStretch()
        #expect(try record.throughText() == record)
      }
      let loss = VAE.Loss(reconstruction: Double(random.next() % 1000) / 7, kl: Double(step) / 3)
      record.trainHistory.append(step: step, loss: loss, weightedKL: loss.kl)
      other.append(step: step, loss: loss, weightedKL: loss.kl)
      #expect(other == record.trainHistory)
    }
  }

  /// What was done to a record after 50 steps, and the field that the error must name.
  static let damages: [(part: String, replacement: String, field: String)] = [
    ("\"branch\":1", "\"branch\":0", "branch"), ("\"branch\":1,", "", "branch"),
    ("\"branch_start\":0", "\"branch_start\":51", "branch_start"),
    ("\"step\":50", "\"step\":-1", "step"), ("\"step\":50", "\"step\":9223372036854775807", "step"),
    ("\"step\":50", "\"step\":1e3", "step"), ("\"step\":50", "\"step\":99999999999999999999", "step"),
    ("\"epoch\":25", "\"epoch\":52", "epoch"), ("\"epoch\":25", "\"epoch\":null", "epoch"),
    ("\"learning_rate\":0.01", "\"learning_rate\":0", "knobs.learning_rate"),
    ("\"learning_rate\":0.01,", "", "knobs.learning_rate"),
    ("\"knobs\":{", "\"knobs\":[],\"other\":{", "knobs"), ("\"knobs\":", "\"other\":", "knobs"),
    ("\"warm_up\":2", "\"warm_up\":-2", "knobs.warm_up"),
    ("\"warm_up_start\":44", "\"warm_up_start\":51", "knobs.warm_up_start"),
    ("\"turns\":[\"5:beta=", "\"turns\":[\"45:beta=", "turns"),
    ("\"turns\":[\"5:beta=", "\"turns\":[\"5:beta=-", "turns"), ("44:warm-up", "51:warm-up", "turns"),
    ("\"script\":[\"60:", "\"script\":[\"62:", "script"), ("\"script\":[", "\"script\":[7,", "script"),
    ("\"clamped_log_variances\":0", "\"clamped_log_variances\":-1", "clamped_log_variances"),
    ("\"clamped_log_variances\":0", "\"clamped_log_variances\":9223372036854775807", "clamped_log_variances"),
    ("\"last_clamp_step\":null", "\"last_clamp_step\":-1", "last_clamp_step"),
    ("\"epoch_loss\":[2,", "\"epoch_loss\":[-2,", "epoch_loss"),
    ("\"epoch_loss\":[2,", "\"epoch_loss\":[", "epoch_loss"),
    ("\"epoch_loss\":[2,", "\"epoch_loss\":[\"two\",", "epoch_loss"),
    ("\"test\":{\"epoch\":25", "\"test\":{\"epoch\":-25", "test"),
    ("\"test\":{", "\"test\":[],\"other\":{", "test"), ("\"variety\":", "\"various\":", "test"),
    ("\"latents\":{\"count\":", "\"latents\":{\"count\":-", "latents"),
    ("\"numbers\":[", "\"numbers\":[1,", "latents"),
    ("\"numbers\":[", "\"numbers\":[],\"other\":[", "latents"),
    ("\"numbers\":[", "\"numbers\":[0,-1,0,0,0,", "latents"),
    ("\"numbers\":[", "\"numbers\":[null,0,0,0,0,", "latents"),
    ("\"capacity\":2048", "\"capacity\":3", "train_history"),
    ("\"capacity\":2048", "\"capacity\":8", "train_history"),
    ("\"capacity\":2048", "\"capacity\":9223372036854775807", "train_history"),
    ("\"steps_per_point\":1", "\"steps_per_point\":0", "train_history"),
    ("\"steps_per_point\":1", "\"steps_per_point\":9223372036854775807", "train_history"),
    ("\"groups\":[[[1,", "\"groups\":[[[0,", "train_history"),
    ("\"groups\":[[[1,", "\"groups\":[[[1,1e9,", "train_history"),
    ("\"groups\":[[[1,1,", "\"groups\":[[[1,100,", "train_history"),
    ("\"groups\":[[[1,1,", "\"groups\":[[[1,\"nan\",", "train_history"),
    ("\"groups\":[[[1,1,", "\"groups\":[[[1,-1,", "train_history"),
    ("\"groups\":[[[1,1,", "\"groups\":[[[9223372036854775807,1,", "train_history"),
    ("\"train_history\":", "\"other\":", "train_history"),
    ("\"test_history\":", "\"other\":", "test_history"),
  ]

  @Test("a record that no run can have is an error that names the field", arguments: damages)
  func damaged(row: (part: String, replacement: String, field: String)) throws {
    var course = try course()
    try go(&course, to: 50)
    let text = "\(course.record.json)"
    try #require(text.contains(row.part))
    let damaged = text.replacing(row.part, with: row.replacement, maxReplacements: 1)
    #expect(throws: TrainingRecordError.badField(path: "r", name: row.field)) {
      try TrainingRecord(JSONText(parsing: Array(damaged.utf8)[...], path: "r"), path: "r")
    }
  }

  @Test("more stretches than a curve can have merged are refused, not merged for ever")
  func stretches() throws {
    var record = TrainingRecord(barsConfiguration(epochs: 1))
    record.trainHistory = LossHistory(capacity: 8)
    for step in 1...8 {
      record.trainHistory.append(step: step, loss: VAE.Loss(reconstruction: 1, kl: 1), weightedKL: 1)
    }
    let text = "\(record.json)".replacing(",false]", with: ",true]")
    #expect(throws: TrainingRecordError.badField(path: "r", name: "train_history")) {
      try TrainingRecord(JSONText(parsing: Array(text.utf8)[...], path: "r"), path: "r")
    }
  }

  @Test("what is no record, or one of another version, is an error of its own")
  func others() throws {
    for text in ["[]", "7", "{}", "{\"format\":\"latentwalk-history\"}"] {
      #expect(throws: TrainingRecordError.notOurs(path: "r")) {
        try TrainingRecord(JSONText(parsing: Array(text.utf8)[...], path: "r"), path: "r")
      }
    }
    let text = "\(TrainingRecord(barsConfiguration(epochs: 1)).json)"
    let newer = text.replacing("\"version\":1", with: "\"version\":2")
    #expect(throws: TrainingRecordError.otherVersion(path: "r")) {
      try TrainingRecord(JSONText(parsing: Array(newer.utf8)[...], path: "r"), path: "r")
    }
  }

  @Test("a record with a byte changed anywhere is read or refused, never trapped on")
  func flippedBytes() throws {
    var course = try course()
    try go(&course, to: 50)
    let bytes = Array("\(course.record.json)".utf8)
    var random = SplitMix64(seed: 5)
    for _ in 0..<2_000 {
      var changed = bytes
      changed[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      _ = try? TrainingRecord(JSONText(parsing: changed[...], path: "r"), path: "r")
    }
  }
}
