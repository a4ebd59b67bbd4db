import Formats

/// Finds datasets by name or by path.
public struct DatasetLocator: Sendable {
  /// The names that are looked for, the default one first.
  public static let knownNames = ["mnist", "fashion-mnist"]
  /// Where the system's packages put datasets.
  public static let standardSystemDirectories = ["/usr/local/share/datasets", "/usr/share/datasets"]

  /// The directories in which a known name is looked for, the first one first.
  private let directories: [String]

  /// Works out where datasets may be.
  ///
  /// - Parameters:
  ///   - environment: `LATENTWALK_ASSETS` is looked into first.
  ///   - executablePath: where the program is. `../share/latentwalk` beside it comes next, then, where the program
  ///     was built in a checkout, the checkout's `assets`.
  ///   - systemDirectories: where other packages put datasets, looked into last.
  public init(
    environment: [String: String], executablePath: String,
    systemDirectories: [String] = Self.standardSystemDirectories
  ) {
    let programDirectory = PathText.parent(of: PathText.resolved(executablePath) ?? executablePath)
    let override = environment["LATENTWALK_ASSETS"].flatMap { $0.isEmpty ? nil : $0 }
    let installed = PathText.joining(PathText.parent(of: programDirectory), "share/latentwalk")
    let checkout = Self.checkout(around: programDirectory).map { PathText.joining($0, "assets") }
    directories = [override, installed, checkout].compactMap(\.self) + systemDirectories
  }

  /// The dataset that `nameOrPath` stands for: a known name, or a directory with the four IDX files.
  ///
  /// All four files are there when this returns; what they hold is checked by `DatasetLocation.load`.
  public func locate(_ nameOrPath: String) throws(DatasetError) -> DatasetLocation {
    if Self.knownNames.contains(nameOrPath) { return try known(nameOrPath) }
    switch FileKind(at: nameOrPath) {
    case .directory:
      let name = PathText.lastComponent(of: PathText.resolved(nameOrPath) ?? nameOrPath)
      return try DatasetLocation(name: name, directory: nameOrPath).checked()
    case nil where nameOrPath.contains("/"):
      throw .noDirectory(path: nameOrPath)
    case nil:
      let suggestion = nearest(to: nameOrPath, among: Self.knownNames)
      throw .unknownName(nameOrPath, suggestion: suggestion, known: Self.knownNames)
    case .some(let kind):
      throw .notDirectory(path: nameOrPath, kind: kind)
    }
  }

  /// Each known name, with the place where it was found or all that were looked into.
  public func listing() -> [DatasetListing] {
    Self.knownNames.map { name in
      DatasetListing(
        name: name, places: places(of: name),
        result: Result { () throws(DatasetError) in try known(name) })
    }
  }

  private func known(_ name: String) throws(DatasetError) -> DatasetLocation {
    let places = places(of: name)
    guard let directory = places.first(where: { FileKind(at: $0) == .directory }) else {
      throw .notInstalled(name: name, searched: places)
    }
    return try DatasetLocation(name: name, directory: directory).checked()
  }

  private func places(of name: String) -> [String] {
    directories.map { PathText.joining($0, name) }
  }

  /// The nearest directory from `directory` upwards that has a package manifest and assets.
  private static func checkout(around directory: String) -> String? {
    var candidate = directory
    while FileKind(at: PathText.joining(candidate, "Package.swift")) != .regular
      || FileKind(at: PathText.joining(candidate, "assets")) != .directory
    {
      let parent = PathText.parent(of: candidate)
      if parent == candidate { return nil }
      candidate = parent
    }
    return candidate
  }
}

/// Whether a known dataset is at hand.
public struct DatasetListing: Sendable {
  /// The name by which it is asked for.
  public let name: String
  /// Where it is looked for, the first place first.
  public let places: [String]
  /// The place where it is, or why it cannot be had.
  public let result: Result<DatasetLocation, DatasetError>

  /// The place where it is, if it is at hand.
  public var location: DatasetLocation? { try? result.get() }
}

extension DatasetLocation {
  /// This location, once all its files are known to be there.
  fileprivate func checked() throws(DatasetError) -> DatasetLocation {
    for role in IDXRole.allCases { _ = try role.path(in: directory) }
    return self
  }
}
