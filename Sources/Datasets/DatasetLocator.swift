import Formats

/// Finds datasets by name or by path.
public struct DatasetLocator: Sendable {
  /// The known names, the default one first.
  public static let knownNames = ["mnist", "fashion-mnist"]
  /// The directories where the system's packages install datasets.
  public static let standardSystemDirectories = ["/usr/local/share/datasets", "/usr/share/datasets"]

  /// The directories in which a known name is searched for, in this order.
  private let directories: [String]

  /// Determines the directories to search.
  ///
  /// - Parameters:
  ///   - environment: the process's environment; the directory in `LATENTWALK_ASSETS` is searched first.
  ///   - executablePath: the program's path; `../share/latentwalk` relative to its directory is searched next, then,
  ///     if the program was built in a checkout, the checkout's `assets`.
  ///   - systemDirectories: where other packages install datasets; searched last.
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

  /// Returns the dataset called `nameOrPath`: a known name, or a directory with the four IDX files.
  ///
  /// All four files exist when this returns; `DatasetLocation.load` checks their contents.
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

  /// Returns each known name, with the place where it was found or the reason why not.
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

  /// The first directory, from `directory` upwards, that has a package manifest and assets.
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

/// A known dataset, and whether it is installed.
public struct DatasetListing: Sendable {
  /// The dataset's known name.
  public let name: String
  /// The directories that are searched, in this order.
  public let places: [String]
  /// The directory where it was found, or why it cannot be loaded.
  public let result: Result<DatasetLocation, DatasetError>

  /// The directory where it was found; `nil` if it cannot be loaded.
  public var location: DatasetLocation? { try? result.get() }
}

extension DatasetLocation {
  /// Returns this location after checking that all four files exist.
  fileprivate func checked() throws(DatasetError) -> DatasetLocation {
    for role in IDXRole.allCases { _ = try role.path(in: directory) }
    return self
  }
}
