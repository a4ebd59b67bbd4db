import Explorer
import Formats
import Training
import VAECore

extension Loss {
  fileprivate func json(beta: Double) -> JSONText {
    .object([
      ("loss", .number(objective(beta: beta))),
      ("reconstruction", .number(reconstruction)),
      ("kl", .number(kl)),
    ])
  }

  fileprivate func text(beta: Double) -> String {
    "\(Numbers.loss(objective(beta: beta))) = reconstruction \(Numbers.loss(reconstruction)) + "
      + (beta == 1 ? "" : "\(Numbers.setting(beta)) x ") + "KL \(Numbers.loss(kl))"
  }
}

extension EpochReport {
  /// The line of `train --json`.
  var json: JSONText {
    .object([
      ("event", .string("epoch")),
      ("epoch", .integer(epoch)),
      ("step", .integer(step)),
      ("beta", .number(beta)),
      ("train", train.json(beta: beta)),
      ("test", test.json(beta: beta)),
      ("images_per_second", .number(imagesPerSecond)),
      ("seconds", .number(seconds)),
    ])
  }

  /// The line of plain progress.
  func text(of epochs: Int) -> String {
    "epoch \(epoch)/\(epochs)  train \(train.text(beta: beta))  test \(test.text(beta: beta))  "
      + "\(Numbers.rate(imagesPerSecond)) images/s  \(Numbers.fixed(seconds, 2)) s"
  }
}

/// How a run ended.
struct FinalReport {
  let snapshot: TrainingSnapshot
  /// Seconds from start to end, reading the data and testing included.
  let seconds: Double

  private var status: String {
    switch snapshot.status {
    case .completed: "completed"
    case .diverged: "diverged"
    case .loading, .running, .paused, .returning, .stopped, .failed: "stopped"
    }
  }

  /// The last line of `train --json`.
  var json: JSONText {
    .object([
      ("event", .string("finished")),
      ("status", .string(status)),
      ("epochs", .integer(snapshot.epochs.count)),
      ("seconds", .number(seconds)),
      ("peak_rss_bytes", .integer(ProcessFacts.peakResidentBytes)),
      ("model", snapshot.savedModel.map { .string($0) } ?? .null),
    ])
  }

  /// The last line of plain progress.
  var text: String {
    let rate = snapshot.trainingSeconds > 0 ? Double(snapshot.imagesTrained) / snapshot.trainingSeconds : 0
    var parts = [
      "\(status) after \(snapshot.epochs.count) of \(snapshot.configuration.epochs) epochs "
        + "(\(snapshot.step) steps)"
    ]
    if let last = snapshot.epochs.last {
      parts.append("test \(last.test.text(beta: last.beta)) nats per image")
    }
    if rate > 0 { parts.append("\(Numbers.rate(rate)) images/s") }
    if let model = snapshot.savedModel { parts.append("model in \(model)") }
    return parts.joined(separator: "; ")
  }
}
