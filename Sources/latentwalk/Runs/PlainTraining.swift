import Formats
import Synchronization
import Training

/// Training without a screen: a line an epoch on standard output.
struct PlainTraining {
  let job: TrainingJob
  let asJSON: Bool

  /// Trains to the end, or until a signal asks for it.
  func run() throws {
    let start = job.clock()
    let mailbox = try Mailbox()
    let signals = try SignalWatch { mailbox.post(.stop) }
    let thread = try job.start(mailbox: mailbox)
    let final: TrainingSnapshot
    do {
      final = try printEpochs(from: mailbox)
    } catch {
      // Nobody reads any more; the model is saved all the same.
      mailbox.post(.stop)
      thread.join()
      throw error
    }
    thread.join()
    if case .failed(let failure) = final.status { throw failure }
    let report = FinalReport(snapshot: final, seconds: job.clock() - start)
    try StandardOutput.writeLine(asJSON ? "\(report.json)" : report.text)
    if let failure = final.saveFailure { throw failure }
    if let signal = signals.signal { throw CommandFailure(status: ExitStatus.signal(signal)) }
    if case .diverged(let step) = final.status { throw CommandFailure.diverged(step: step) }
  }

  /// Prints each epoch's report as it comes, and returns the last snapshot.
  private func printEpochs(from mailbox: Mailbox) throws -> TrainingSnapshot {
    var printed = 0
    var warnings = TroubleWarnings()
    while true {
      guard let snapshot = mailbox.waitForSnapshot(milliseconds: -1) else { continue }
      for report in snapshot.epochs.dropFirst(printed) {
        try StandardOutput.writeLine(
          asJSON ? "\(report.json)" : report.text(of: snapshot.configuration.epochs))
      }
      printed = snapshot.epochs.count
      warnings.add(snapshot)
      if snapshot.status.isFinal { return snapshot }
    }
  }
}

extension CommandFailure {
  static func diverged(step: Int) -> CommandFailure {
    CommandFailure(
      "the loss was not a finite number at step \(step); try a lower --learning-rate or --beta "
        + "(the last weights with a finite loss are saved)",
      status: ExitStatus.diverged)
  }
}
