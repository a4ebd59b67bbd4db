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

  @Test("the past of a run reads back as it was written, and a record takes it up")
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
}
