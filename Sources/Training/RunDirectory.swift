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
  public var configurationPath: String { path + "/config.json" }
  /// Where the run's model is, once it is saved.
  public var modelPath: String { path + "/model.safetensors" }

  /// Where the run's curves are, once it is saved.
  public var historyPath: String { path + "/history.json" }

  /// Keeps a model and its past; where another branch of the run was kept before, that stays under names of its own.
  public func save(_ model: ModelFile, _ history: RunHistory, replacing keptBranch: Int?) throws {
    if let keptBranch, keptBranch != history.branch {
      for (file, name) in [(modelPath, "model.safetensors"), (historyPath, "history.json")]
      where FileKind(at: file) != nil {
        try WholeFile.rename(file, to: path + "/branch-\(keptBranch)-" + name)
      }
    }
    try model.write(to: modelPath)
    try history.write(to: historyPath)
  }

  /// Makes the directory and writes the configuration into it.
  ///
  /// A directory that has a run in it already is left as it is, with `RunDirectoryError.taken`.
  public func create(_ configuration: TrainingConfiguration) throws {
    for taken in [configurationPath, modelPath, historyPath] where FileKind(at: taken) != nil {
      throw RunDirectoryError.taken(path: path, file: taken)
    }
    try Directory.create(path)
    try WholeFile.write(Array("\(configuration.json)\n".utf8), to: configurationPath)
  }
}

extension RunDirectory {
  /// Makes a directory that was not there before, at `path` or where that is taken at `path-2` and so on.
  ///
  /// Two programs that start at one time get a directory each.
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
  /// One line: what, where, and the mend.
  public var description: String {
    switch self {
    case .taken(let path, let file):
      "\(path.printable): has a run in it (\(file.printable)); give --run another directory, or remove that one"
    }
  }
}
