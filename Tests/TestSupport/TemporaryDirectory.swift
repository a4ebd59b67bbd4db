import SystemLibrary

/// A new directory for one test, removed with its contents at the end.
public struct TemporaryDirectory: ~Copyable {
  /// An operation that the system refused.
  public struct Failure: Error {
    /// The operation.
    public let step: String
    /// The `errno` that it failed with.
    public let code: Int32
  }

  /// The directory's absolute path, without symbolic links.
  public let path: String

  /// Creates the directory under `TMPDIR` or `/tmp`.
  public init() throws {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/latentwalk-tests-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil, let resolved = realpath(template, nil) else {
      throw Failure(step: "mkdtemp", code: errno)
    }
    defer { free(resolved) }
    path = String(cString: resolved)
  }

  deinit { Self.remove(path) }

  /// The path of `name` in the directory.
  public subscript(name: String) -> String { path + "/" + name }

  /// Writes `bytes` as the file `name`, creating the directories in its path.
  @discardableResult
  public func write(_ bytes: [UInt8], to name: String) throws -> String {
    for (index, character) in zip(name.indices, name) where character == "/" {
      mkdir(self[String(name[..<index])], 0o777)
    }
    guard let file = fopen(self[name], "wb") else { throw Failure(step: "fopen \(name)", code: errno) }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
      throw Failure(step: "fwrite \(name)", code: errno)
    }
    return self[name]
  }

  /// Creates the directory `name`.
  @discardableResult
  public func makeDirectory(_ name: String) throws -> String {
    guard mkdir(self[name], 0o777) == 0 else { throw Failure(step: "mkdir \(name)", code: errno) }
    return self[name]
  }

  /// Creates the named pipe `name`.
  public func makePipe(_ name: String) throws -> String {
    guard mkfifo(self[name], 0o666) == 0 else { throw Failure(step: "mkfifo \(name)", code: errno) }
    return self[name]
  }

  /// Creates the symbolic link `name` to `target`.
  public func makeLink(_ name: String, to target: String) throws -> String {
    guard symlink(target, self[name]) == 0 else { throw Failure(step: "symlink \(name)", code: errno) }
    return self[name]
  }

  /// Sets the length of the file `name`, without writing to it.
  public func setLength(of name: String, to length: Int) throws {
    guard truncate(self[name], off_t(length)) == 0 else {
      throw Failure(step: "truncate \(name)", code: errno)
    }
  }

  /// The names in the directory `name`, hidden ones too, sorted; by default those in this directory.
  public func names(in name: String = ".") -> [String] { Self.names(in: self[name]) }

  private static func names(in path: String) -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func remove(_ path: String) {
    if unlink(path) == 0 { return }
    for name in names(in: path) { remove(path + "/" + name) }
    rmdir(path)
  }
}
