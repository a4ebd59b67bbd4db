import SystemLibrary

/// A new file that takes another's name once it is whole, and is removed if it never does.
struct TemporaryFile: ~Copyable {
  let file: OutputFile
  private let location: String
  private var hasTakenName = false

  /// Creates an empty file in the directory of `destination`; errors speak of `path`.
  ///
  /// The name has the process's number in it and nothing of the destination's, which may be as long as names get.
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

  /// Takes the name `destination` from whichever file has it.
  mutating func take(name destination: String) throws(FormatError) {
    guard rename(location, destination) == 0 else { throw .cannotCreate(path: file.path, code: errno) }
    hasTakenName = true
  }

  deinit {
    if !hasTakenName { unlink(location) }
  }
}
