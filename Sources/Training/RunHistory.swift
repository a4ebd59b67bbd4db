import Formats
import VAECore

/// The past of a run as its directory keeps it: the curves, and the knobs that were turned.
public struct RunHistory: Sendable, Equatable {
  /// The branch of the run that this is the past of.
  public var branch: Int
  /// How many steps an epoch has.
  public var stepsPerEpoch: Int
  /// The knobs that were turned, oldest first.
  public var turns: [KnobTurn]
  /// How many log variances were clamped.
  public var clampedLogVariances: Int
  /// The training loss by step.
  public var train: [LossPoint]
  /// The test loss at each epoch's end.
  public var test: [LossPoint]

  /// The past of a run up to a snapshot.
  public init(_ snapshot: TrainingSnapshot) {
    branch = snapshot.branch
    stepsPerEpoch = snapshot.stepsPerEpoch
    turns = snapshot.turns
    clampedLogVariances = snapshot.clampedLogVariances
    train = snapshot.trainHistory.curve
    test = snapshot.testHistory.curve
  }

  /// Writes the file whole, or not at all: one JSON object, its points as
  /// `[step, reconstruction, KL, weighted KL]`.
  public func write(to path: String) throws(FormatError) {
    try WholeFile.write(Array("\(json)\n".utf8), to: path)
  }

  /// Reads the file at `path`.
  public init(contentsOf path: String) throws {
    let json = try JSONText(parsing: WholeFile.read(path)[...], path: path)
    guard json["format"]?.stringValue == Self.formatName else { throw RunHistoryError.notOurs(path: path) }
    func field<Value>(_ name: String, _ value: (JSONText) -> Value?) throws(RunHistoryError) -> Value {
      guard let value = json[name].flatMap(value) else { throw .badField(path: path, name: name) }
      return value
    }
    branch = try field("branch", \.integerValue)
    stepsPerEpoch = try field("steps_per_epoch") {
      $0.integerValue.flatMap { Self.counts.contains($0) ? $0 : nil }
    }
    clampedLogVariances = try field("clamped_log_variances", \.integerValue)
    turns = try field("turns") { Self.all($0) { $0.stringValue.flatMap(KnobTurn.init) } }
    train = try field("train") { Self.all($0, LossPoint.init) }
    test = try field("test") { Self.all($0, LossPoint.init) }
  }

  private static let formatName = "latentwalk-history"
  /// The numbers of steps that an epoch can have.
  private static let counts = 0...(1 << 40)

  /// What each element of an array stands for, where all of them stand for something.
  private static func all<Value>(_ json: JSONText, _ value: (JSONText) -> Value?) -> [Value]? {
    guard let elements = json.arrayValue else { return nil }
    let values = elements.compactMap(value)
    return values.count == elements.count ? values : nil
  }

  private var json: JSONText {
    .object([
      ("format", .string(Self.formatName)),
      ("branch", .integer(branch)),
      ("steps_per_epoch", .integer(stepsPerEpoch)),
      ("turns", .array(turns.map { .string("\($0)") })),
      ("clamped_log_variances", .integer(clampedLogVariances)),
      ("train", .array(train.map(\.json))),
      ("test", .array(test.map(\.json))),
    ])
  }
}

extension TrainingRecord {
  /// Takes up the past of a run.
  public mutating func take(_ history: RunHistory) {
    branch = history.branch
    turns = history.turns
    for turn in turns { knobs.apply(turn) }
    clampedLogVariances = history.clampedLogVariances
    // A curve that was full is to keep all its points.
    trainHistory = LossHistory(history.train, capacity: 4096)
    testHistory = LossHistory(history.test, capacity: 4096)
  }
}

/// What is wrong with the file of a run's past.
public enum RunHistoryError: Error, Sendable {
  /// Something else's file.
  case notOurs(path: String)
  /// A field is not there, or has a value that makes no sense.
  case badField(path: String, name: String)
}

extension RunHistoryError: CustomStringConvertible {
  /// One line: what, where, and the mend.
  public var description: String {
    switch self {
    case .notOurs(let path):
      "\(path.printable): not the curves of a run of Latentwalk's; remove it to look at the model without curves"
    case .badField(let path, let name):
      "\(path.printable): \"\(name)\" is missing or makes no sense; remove the file to look at the model without "
        + "curves"
    }
  }
}

extension LossPoint {
  fileprivate var json: JSONText {
    .array([.number(step), .number(loss.reconstruction), .number(loss.kl), .number(weightedKL)])
  }

  fileprivate init?(_ json: JSONText) {
    guard let numbers = json.arrayValue?.compactMap(\.numberValue), numbers.count == 4,
      numbers.allSatisfy(\.isFinite)
    else { return nil }
    self.init(
      step: numbers[0], loss: Loss(reconstruction: numbers[1], kl: numbers[2]), weightedKL: numbers[3])
  }
}
