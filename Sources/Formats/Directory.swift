import SystemLibrary

/// Directories of the file system.
public enum Directory {
  /// Makes sure that `path` is a directory, creating it and its missing parents.
  public static func create(_ path: String) throws(FormatError) {
    if FileKind(at: path) == .directory { return }
    let parent = PathText.parent(of: path)
    if parent != path && FileKind(at: parent) != .directory { try create(parent) }
    guard mkdir(path, 0o777) == 0 else {
      let code = errno
      // Another process may have created it in between.
      if code == EEXIST && FileKind(at: path) == .directory { return }
      throw .cannotCreateDirectory(path: path, code: code)
    }
  }

  /// Creates the directory `path` and its missing parents; returns false if something of that name exists.
  public static func createNew(_ path: String) throws(FormatError) -> Bool {
    try create(PathText.parent(of: path))
    if mkdir(path, 0o777) == 0 { return true }
    let code = errno
    guard code == EEXIST else { throw .cannotCreateDirectory(path: path, code: code) }
    return false
  }

  /// The names in the directory `path`, sorted; empty if it is not a directory or cannot be read.
  public static func names(in path: String) -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Waits until the directory's names are on the disk; errors name `path`.
  static func synchronize(_ directory: String, shownAs path: String) throws(FormatError) {
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    // A directory that can be written but not read cannot be synchronised, nor can some network directories.
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 || [EINVAL, ENOTSUP, EBADF].contains(errno) else {
      throw .cannotWrite(path: path, code: errno)
    }
  }
}
