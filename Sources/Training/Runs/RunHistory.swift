import Formats
import ModelFiles
import VAECore

/// The past of a run in its directory: the curves, the knobs that were turned, and how it ended.
public struct RunHistory: Sendable, Equatable {
  /// The branch of the run that this is the past of.
  public internal(set) var branch: Int
  /// How many steps an epoch has.
  public internal(set) var stepsPerEpoch: Int
  /// The knobs that were turned, oldest first.
  public internal(set) var turns: [KnobTurn]
  /// How many log variances were clamped.
  public internal(set) var clampedLogVariances: Int
  /// The step after which one was clamped last; nil if that is not known.
  public internal(set) var lastClampStep: Int?
  /// How the run ended: completed, stopped or diverged; nil if that is not known.
  public internal(set) var end: TrainingStatus?
  /// The training loss by step.
  public internal(set) var train: [LossPoint]
  /// The test loss at each epoch's end.
  public internal(set) var test: [LossPoint]

  /// The past of a run up to a snapshot.
  public init(_ snapshot: TrainingSnapshot) {
    branch = snapshot.branch
    stepsPerEpoch = snapshot.stepsPerEpoch
    turns = snapshot.turns
    clampedLogVariances = snapshot.clampedLogVariances
    lastClampStep = snapshot.lastClampStep
    end = snapshot.status.endName == nil ? nil : snapshot.status
    train = snapshot.trainHistory.curve
    test = snapshot.testHistory.curve
  }

  /// Writes the file whole, or not at all: one JSON object, its points as
  /// `[step, reconstruction, KL, weighted KL]`.
  public func write(to path: String) throws(FormatError) {
    try WholeFile.write(Array("\(json)\n".utf8), to: path)
  }

  /// Reads the file at `path`; one of an earlier version says neither how the run ended nor when a log variance was
  /// clamped.
  ///
  /// - Throws: `FormatError` where it cannot be read or is no JSON, `RunHistoryError` where it is no past of a run.
  public init(contentsOf path: String) throws {
    let json = try JSONText(parsing: WholeFile.read(path)[...], path: path)
    guard json["format"]?.stringValue == Self.formatName else { throw RunHistoryError.notOurs(path: path) }
    do {
      try self.init(JSONFields(json))
    } catch {
      throw RunHistoryError.badField(path: path, name: error.name)
    }
  }

  private init(_ fields: JSONFields) throws(JSONFields.BadField) {
    branch = try fields.integer("branch")
    stepsPerEpoch = try fields.integer("steps_per_epoch")
    clampedLogVariances = try fields.integer("clamped_log_variances", in: 0...Int.max)
    lastClampStep = try fields.optional("last_clamp_step") { $0.integer(in: KnobTurn.steps) }
    let divergedStep = try fields.optional("diverged_step") { $0.integer(in: KnobTurn.steps) }
    end = try fields.optional("status") {
      $0.stringValue.flatMap { TrainingStatus(endName: $0, divergedStep: divergedStep) }
    }
    turns = try fields.value("turns") { $0.arrayValue?.allMapped { $0.stringValue.flatMap(KnobTurn.init) } }
    train = try fields.value("train") { $0.arrayValue?.allMapped(LossPoint.init) }
    test = try fields.value("test") { $0.arrayValue?.allMapped(LossPoint.init) }
  }

  private static let formatName = "latentwalk-history"

  private var json: JSONText {
    .object([
      ("format", .string(Self.formatName)),
      ("branch", .integer(branch)),
      ("steps_per_epoch", .integer(stepsPerEpoch)),
      ("turns", .array(turns.map { .string("\($0)") })),
      ("clamped_log_variances", .integer(clampedLogVariances)),
      ("last_clamp_step", lastClampStep.map { .integer($0) } ?? .null),
      ("status", end?.endName.map { .string($0) } ?? .null),
      ("diverged_step", end?.divergedStep.map { .integer($0) } ?? .null),
      ("train", .array(train.map(\.json))),
      ("test", .array(test.map(\.json))),
    ])
  }
}

extension TrainingSnapshot {
  /// Adds the past of a run that is over.
  public mutating func take(_ history: RunHistory) {
    record.take(history)
    stepsPerEpoch = history.stepsPerEpoch
    if let end = history.end { status = end }
  }
}

extension TrainingRecord {
  /// Adds the past of a run.
  mutating func take(_ history: RunHistory) {
    branch = history.branch
    turns = history.turns
    for turn in turns { knobs.apply(turn) }
    clampedLogVariances = history.clampedLogVariances
    lastClampStep = history.lastClampStep
    // A full curve keeps all its points.
    let turned = turns.map(\.step)
    trainHistory = LossHistory(history.train, turns: turned, capacity: 4096)
    testHistory = LossHistory(history.test, turns: turned, capacity: 4096)
  }
}

extension TrainingStatus {
  /// The name of a run's end in its file; nil for what is no end with a model.
  fileprivate var endName: String? {
    switch self {
    case .completed: "completed"
    case .stopped: "stopped"
    case .diverged: "diverged"
    case .loading, .running, .paused, .returning, .failed: nil
    }
  }

  /// The step at which it diverged; nil if it did not.
  fileprivate var divergedStep: Int? {
    if case .diverged(let step) = self { step } else { nil }
  }

  /// The end of that name; nil if there is none, or if it lacks a step.
  fileprivate init?(endName: String, divergedStep: Int?) {
    switch (endName, divergedStep) {
    case ("completed", nil): self = .completed
    case ("stopped", nil): self = .stopped
    case ("diverged", let step?): self = .diverged(step: step)
    default: return nil
    }
  }
}

/// What is wrong with the file of a run's past.
public enum RunHistoryError: Error, Sendable {
  /// Something else's file.
  case notOurs(path: String)
  /// A field is missing, or has a value that it cannot have.
  case badField(path: String, name: String)
}

extension RunHistoryError: CustomStringConvertible {
  /// One line: what, where, and how to fix it.
  public var description: String {
    switch self {
    case .notOurs(let path):
      "\(path.printable): not the curves of a run; remove it to look at the model without curves"
    case .badField(let path, let name):
      "\(path.printable): \"\(name)\" is missing or damaged; remove the file to look at the model without curves"
    }
  }
}

extension LossPoint {
  fileprivate var json: JSONText {
    .array([.number(step), .number(loss.reconstruction), .number(loss.kl), .number(weightedKL)])
  }

  fileprivate init?(_ json: JSONText) {
    guard let numbers = json.arrayValue?.compactMap(\.numberValue), numbers.count == 4,
      numbers.allSatisfy(\.isFinite), numbers[0] >= 0,
      numbers[0] <= Double(KnobTurn.steps.upperBound)
    else { return nil }
    self.init(
      step: numbers[0], loss: VAE.Loss(reconstruction: numbers[1], kl: numbers[2]), weightedKL: numbers[3])
  }
}
