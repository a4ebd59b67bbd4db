import Formats
import ModelFiles
import VAECore

// The record in JSON, bit for bit: what a run that is interrupted has to know to go on as if it had not been.

extension TrainingRecord {
  private static let formatName = "latentwalk-record"
  private static let formatVersion = 1

  /// The whole record as one object.
  public var json: JSONText {
    let knobs = Settings.knobs.compactMap { row in row.json(self.knobs).map { (row.key, $0) } }
    return .object([
      ("format", .string(Self.formatName)),
      ("version", .integer(Self.formatVersion)),
      ("branch", .integer(branch)),
      ("branch_start", .integer(branchStart)),
      ("step", .integer(step)),
      ("epoch", .integer(epoch)),
      ("knobs", .object(knobs + [("warm_up_start", .integer(self.knobs.warmUp.start))])),
      ("turns", .array(turns.map { .string("\($0)") })),
      ("script", .array(script.map { .string("\($0)") })),
      ("clamped_log_variances", .integer(clampedLogVariances)),
      ("last_clamp_step", lastClampStep.map { .integer($0) } ?? .null),
      ("epoch_loss", epochLoss.json),
      ("test", test?.json ?? .null),
      ("latents", latents?.json ?? .null),
      ("train_history", trainHistory.json),
      ("test_history", testHistory.json),
    ])
  }

  /// Reads the JSON of a record, of whose run `path` tells in errors.
  ///
  /// - Throws: `TrainingRecordError` where it is no record, or one that no run can have.
  public init(_ json: JSONText, path: String) throws(TrainingRecordError) {
    guard json["format"]?.stringValue == Self.formatName else { throw .notOurs(path: path) }
    guard json["version"]?.integerValue == Self.formatVersion else { throw .otherVersion(path: path) }
    do {
      try self.init(JSONFields(json))
    } catch {
      throw .badField(path: path, name: error.name)
    }
  }

  private init(_ fields: JSONFields) throws(JSONFields.BadField) {
    self.init(TrainingConfiguration())
    branch = try fields.integer("branch", in: 1...KnobTurn.steps.upperBound)
    step = try fields.integer("step")
    branchStart = try fields.integer("branch_start", in: 0...step)
    epoch = try fields.integer("epoch", in: 0...step + 1)
    let knobFields = try fields.object("knobs")
    for row in Settings.knobs {
      var turned = knobs
      _ = try knobFields.value(row.key) { row.set(&turned, json: $0) ? true : nil }
      knobs = turned
    }
    knobs.warmUp.start = try knobFields.integer("warm_up_start", in: 0...step)
    let end = step
    turns = try fields.value("turns") { Self.turns($0) { $0.allSatisfy { $0.step <= end } } }
    script = try fields.value("script") { Self.turns($0) { _ in true } }[...]
    clampedLogVariances = try fields.integer("clamped_log_variances", in: 0...Int.max / 2)
    lastClampStep = try fields.optional("last_clamp_step") { $0.integer(in: KnobTurn.steps) }
    epochLoss = try fields.value("epoch_loss", LossSum.init)
    test = try fields.optional("test", TestRecord.init)
    latents = try fields.optional("latents", LatentStatistics.init)
    trainHistory = try fields.value("train_history", LossHistory.init)
    testHistory = try fields.value("test_history", LossHistory.init)
  }

  /// Turns in the order of their steps, which fulfil a condition.
  private static func turns(_ json: JSONText, where isValid: ([KnobTurn]) -> Bool) -> [KnobTurn]? {
    guard let turns = json.arrayValue?.allMapped({ $0.stringValue.flatMap(KnobTurn.init) }),
      zip(turns, turns.dropFirst()).allSatisfy({ $0.step <= $1.step }), isValid(turns)
    else { return nil }
    return turns
  }
}

/// What is wrong with the record of a run.
public enum TrainingRecordError: Error, Sendable, Equatable {
  /// Something else.
  case notOurs(path: String)
  /// Written in a version of the format that is not known.
  case otherVersion(path: String)
  /// A field is missing, or has a value that it cannot have.
  case badField(path: String, name: String)
}

extension TrainingRecordError: CustomStringConvertible {
  /// One line: what, where, and how to fix it.
  public var description: String {
    switch self {
    case .notOurs(let path):
      "\(path.printable): not the record of a run; give a file that a run wrote"
    case .otherVersion(let path):
      "\(path.printable): a record in a version of the format that this program does not know; update Latentwalk"
    case .badField(let path, let name):
      "\(path.printable): \"\(name)\" is missing or damaged in the record; give an earlier checkpoint of the run"
    }
  }
}

extension LossSum {
  /// The count, and the sums in full: `[count, step, reconstruction, KL, weighted KL]`.
  fileprivate var json: JSONText {
    .array([.integer(count)] + [step, reconstruction, kl, weightedKL].map(JSONText.exact))
  }

  fileprivate init?(_ json: JSONText) {
    guard let elements = json.arrayValue, elements.count == 5,
      let count = elements[0].integer(in: KnobTurn.steps),
      let sums = elements.dropFirst().allMapped(\.exactValue)
    else { return nil }
    self.init(count: count, step: sums[0], reconstruction: sums[1], kl: sums[2], weightedKL: sums[3])
  }
}

extension LossHistory {
  fileprivate var json: JSONText {
    .object([
      ("capacity", .integer(capacity)),
      ("steps_per_point", .integer(stepsPerPoint)),
      ("is_between_stretches", .bool(isBetweenStretches)),
      ("groups", .array(groups.map { .array([$0.sum.json, .bool($0.startsStretch)]) })),
    ])
  }

  fileprivate init?(_ json: JSONText) {
    let groups = json["groups"]?.arrayValue?.allMapped { json -> Group? in
      guard let parts = json.arrayValue, parts.count == 2, let sum = LossSum(parts[0]),
        let startsStretch = parts[1].boolValue
      else { return nil }
      return Group(sum: sum, startsStretch: startsStretch)
    }
    guard let groups, let capacity = json["capacity"]?.integerValue,
      let stepsPerPoint = json["steps_per_point"]?.integerValue,
      let isBetweenStretches = json["is_between_stretches"]?.boolValue
    else { return nil }
    self.init(
      capacity: capacity, groups: groups, stepsPerPoint: stepsPerPoint, isBetweenStretches: isBetweenStretches
    )
  }
}

extension TestRecord {
  fileprivate var json: JSONText {
    .object([
      ("epoch", .integer(epoch)),
      ("beta", .exact(beta)),
      ("step", .exact(point.step)),
      ("reconstruction", .exact(point.loss.reconstruction)),
      ("kl", .exact(point.loss.kl)),
      ("weighted_kl", .exact(point.weightedKL)),
      ("variety", .exact(variety)),
    ])
  }

  fileprivate init?(_ json: JSONText) {
    let names = ["beta", "step", "reconstruction", "kl", "weighted_kl", "variety"]
    guard let epoch = json["epoch"]?.integer(in: KnobTurn.steps),
      let numbers = names.allMapped({ json[$0]?.exactValue }),
      numbers[1] >= 0, numbers[1] <= Double(KnobTurn.steps.upperBound)
    else { return nil }
    self.init(
      epoch: epoch, beta: numbers[0],
      point: LossPoint(
        step: numbers[1], loss: VAE.Loss(reconstruction: numbers[2], kl: numbers[3]), weightedKL: numbers[4]),
      variety: numbers[5])
  }
}

extension LatentStatistics {
  fileprivate var json: JSONText {
    .object([("count", .integer(count)), ("numbers", .array(numbers.map(JSONText.exact)))])
  }

  fileprivate init?(_ json: JSONText) {
    guard let count = json["count"]?.integer(in: KnobTurn.steps),
      let numbers = json["numbers"]?.arrayValue?.allMapped(\.exactValue)
    else { return nil }
    self.init(count: count, numbers: numbers)
  }
}
