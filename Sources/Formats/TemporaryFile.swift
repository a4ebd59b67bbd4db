import SystemLibrary

/// A new file that takes its final name once it is complete, and is removed if it never does.
struct TemporaryFile: ~Copyable {
  let file: OutputFile
  private let location: String
  private var hasTakenName = false

  /// Creates an empty file in the directory of `destination`; errors name `path`.
  ///
  /// The temporary name contains the process's number and nothing of the destination's name, which may already be as
  /// long as the file system allows.
  init(beside destination: String, shownAs path: String) throws(FormatError) {
    let directory = PathText.parent(of: destination)
    for attempt in 0..<1000 {
      let location = PathText.joining(directory, ".latentwalk-\(getpid())-\(attempt).tmp")
      if let file = try OutputFile(creating: location, shownAs: path) {
        self.file = file
        self.location = location
        return
      }
    }
    throw .cannotCreate(path: path, code: EEXIST)
  }

  /// Renames the file to `destination`, replacing any file of that name.
  mutating func take(name destination: String) throws(FormatError) {
    guard rename(location, destination) == 0 else { throw .cannotCreate(path: file.path, code: errno) }
    hasTakenName = true
  }

  deinit {
    if !hasTakenName { unlink(location) }
  }
}
