import Formats
import Training
import VAECore

extension LossPoint {
  fileprivate var json: JSONText {
    .object([
      ("loss", .number(objective)),
      ("reconstruction", .number(loss.reconstruction)),
      ("kl", .number(loss.kl)),
    ])
  }

  /// The objective and its parts, which add up where beta did not change and no bits were free.
  fileprivate func text(beta: Double) -> String {
    let isSum = abs(weightedKL - beta * loss.kl) <= 1e-6 * abs(objective)
    let parts = "reconstruction \(Numbers.loss(loss.reconstruction))"
    return isSum
      ? "\(Numbers.loss(objective)) = \(parts) + " + (beta == 1 ? "" : "\(Self.weight(beta)) x ")
        + "KL \(Numbers.loss(loss.kl))"
      : "\(Numbers.loss(objective)), \(parts), KL \(Numbers.loss(loss.kl))"
  }

  /// A weight as it was typed, or where it has more digits, as on its way in a warm-up, in four or so.
  private static func weight(_ beta: Double) -> String {
    let typed = Numbers.setting(beta)
    return typed.count <= 8 ? typed : Numbers.fixed(beta, beta < 0.1 ? 6 : 3)
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
      ("train", train.json),
      ("test", test.json),
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
      ("epochs", .integer(snapshot.epochsDone)),
      ("seconds", .number(seconds)),
      ("peak_rss_bytes", .integer(ProcessFacts.peakResidentBytes)),
      ("model", snapshot.savedModel.map { .string($0) } ?? .null),
    ])
  }

  /// The last line of plain progress.
  var text: String {
    let rate = snapshot.trainingSeconds > 0 ? Double(snapshot.imagesTrained) / snapshot.trainingSeconds : 0
    var parts = [
      "\(status) after \(snapshot.epochsDone) of \(snapshot.configuration.epochs) epochs "
        + "(\(snapshot.step) steps)"
    ]
    if let test = snapshot.test {
      parts.append("test \(test.point.text(beta: test.beta)) nats per image")
    }
    if rate > 0 { parts.append("\(Numbers.rate(rate)) images/s") }
    if let model = snapshot.savedModel { parts.append("model in \(model.printable)") }
    return parts.joined(separator: "; ")
  }
}
