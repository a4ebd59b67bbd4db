import Formats

/// A training run's directory: its configuration, written before its first step, its model, and its curves.
public struct RunDirectory: Sendable, Equatable {
  /// Where it is.
  public let path: String

  /// The run directory at `path`, which need not exist.
  public init(path: String) {
    self.path = path
  }

  /// Where the run's settings are.
  public var configurationPath: String { path + "/" + Self.configurationName }
  /// Where the run's model is, once it is saved.
  public var modelPath: String { path + "/" + Self.modelName }
  /// Where the run's curves are, once it is saved.
  public var historyPath: String { path + "/" + Self.historyName }

  private static let configurationName = "config.json"
  private static let modelName = "model.safetensors"
  private static let historyName = "history.json"

  /// The path of the curves beside a model of a run, that of its last branch or another; nil if there are none.
  public static func historyPath(besideModel modelPath: String) -> String? {
    let name = PathText.lastComponent(of: modelPath)
    guard name == modelName || isOfBranch(name), name.hasSuffix(modelName) else { return nil }
    let path = String(modelPath.dropLast(modelName.count)) + historyName
    return FileKind(at: path) == nil ? nil : path
  }

  /// Makes the directory and writes the configuration into it.
  ///
  /// - Throws: `RunDirectoryError.taken` where a directory has a run in it already, which is left as it is;
  ///   `FormatError` where it cannot be made or written to.
  public func create(_ configuration: TrainingConfiguration) throws {
    let branches = Directory.names(in: path).filter(Self.isOfBranch).map { path + "/" + $0 }
    for taken in [configurationPath, modelPath, historyPath] + branches where FileKind(at: taken) != nil {
      throw RunDirectoryError.taken(path: path, file: taken)
    }
    try Directory.create(path)
    try WholeFile.write(Array("\(configuration.json)\n".utf8), to: configurationPath)
  }

  /// Whether a file has the name of another branch.
  private static func isOfBranch(_ name: String) -> Bool {
    name.hasPrefix("branch-") && [modelName, historyName].contains { name.hasSuffix("-" + $0) }
  }
}

// Saving.
extension RunDirectory {
  /// Saves a model and its past; another branch of the run that was saved before stays, under names of its own.
  ///
  /// If it was this branch that had such names, those files go. After a failure, everything is as before, and saving can
  /// be tried again.
  ///
  /// - Throws: `FormatError` where a file cannot be written or renamed.
  public func save(_ model: TrainedModel, _ history: RunHistory) throws(FormatError) {
    try save(
      branch: history.branch,
      writeHistory: { () throws(FormatError) in try history.write(to: historyPath) },
      writeModel: { () throws(FormatError) in try model.write(to: modelPath) })
  }

  /// Saves what is written of a branch: first its past, which names the branch of the model beside it.
  func save(
    branch: Int, writeHistory: () throws(FormatError) -> Void, writeModel: () throws(FormatError) -> Void
  ) throws(FormatError) {
    let kept = (try? RunHistory(contentsOf: historyPath))?.branch
    let moves = kept == branch ? [] : movesAside(branch: kept)
    var made: [Move] = []
    do {
      for move in moves {
        try WholeFile.rename(move.place, to: move.aside)
        made.append(move)
      }
      try writeHistory()
      try writeModel()
    } catch {
      // Half of a new branch is worth less than all of the old one.
      if kept != branch, made.count == moves.count { WholeFile.remove(historyPath) }
      for move in made { try? WholeFile.rename(move.aside, to: move.place) }
      throw error
    }
    let aside = "\(path)/branch-\(branch)-"
    guard (try? RunHistory(contentsOf: aside + Self.historyName))?.branch == branch else { return }
    for name in [Self.modelName, Self.historyName] { WholeFile.remove(aside + name) }
  }

  /// A file on its way to a name of its branch.
  private struct Move {
    let place: String
    let aside: String
  }

  /// Where the present model and curves can go: to the first pair of free names.
  private func movesAside(branch: Int?) -> [Move] {
    let name = "branch-" + (branch.map(String.init) ?? "unknown")
    var number = 1
    while true {
      let prefix = path + "/" + name + (number == 1 ? "-" : "-\(number)-")
      let moves = [Self.modelName, Self.historyName]
        .map { Move(place: path + "/" + $0, aside: prefix + $0) }.filter { FileKind(at: $0.place) != nil }
      if moves.allSatisfy({ FileKind(at: $0.aside) == nil }) { return moves }
      number += 1
    }
  }
}

extension RunDirectory {
  /// Makes a new directory at `path`, or if that is taken at `path-2` and so on.
  ///
  /// Two programs that start at one time get a directory each. Where it cannot be made, `FormatError` says why.
  public static func createNew(at path: String, _ configuration: TrainingConfiguration) throws -> RunDirectory
  {
    var number = 1
    while true {
      let candidate = number == 1 ? path : "\(path)-\(number)"
      if try Directory.createNew(candidate) {
        let directory = RunDirectory(path: candidate)
        try directory.create(configuration)
        return directory
      }
      number += 1
    }
  }
}

/// Why a run cannot have a directory.
public enum RunDirectoryError: Error, Sendable {
  /// There is a run in it.
  case taken(path: String, file: String)
}

extension RunDirectoryError: CustomStringConvertible {
  /// One line: what, where, and how to fix it.
  public var description: String {
    switch self {
    case .taken(let path, let file):
      "\(path.printable): has a run in it (\(file.printable)); give --run another directory, or remove that one"
    }
  }
}
