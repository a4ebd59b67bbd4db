import SystemLibrary

/// Files that are read and written whole: a reader sees the old bytes or the new ones, never a part.
public enum WholeFile {
  /// The maximum number of bytes that can be read: 2 GiB.
  public static let maxSize = 1 << 31

  /// All bytes of the regular file at `path`.
  public static func read(_ path: String) throws(FormatError) -> [UInt8] {
    var file = try InputFile(path: path)
    guard file.size <= maxSize else {
      throw .tooLarge(path: path, size: file.size, limit: maxSize)
    }
    return try [UInt8](capacity: file.size) { buffer, count throws(FormatError) in
      count = try file.read(into: buffer)
    }
  }

  /// Writes `bytes` as the file at `path`: into a temporary file beside it, which then takes its name.
  ///
  /// After a failure the temporary file is gone and the file is unchanged, unless the disk fails after the renaming:
  /// then the file is new, and may not last. A symbolic link to a file stays, and the file that it points to is
  /// replaced. A pipe or a character device, such as `/dev/stdout`, cannot be replaced: the bytes are written straight
  /// into it.
  public static func write(_ bytes: [UInt8], to path: String) throws(FormatError) {
    switch FileKind(at: path) {
    case nil, .regular: try replace(path, with: bytes)
    case .pipe, .characterDevice: try OutputFile(existing: path).append(bytes)
    case .some(let kind): throw .cannotReplace(path: path, kind: kind)
    }
  }

  /// Renames a file within its file system; an error if `newPath` exists.
  public static func rename(_ path: String, to newPath: String) throws(FormatError) {
    guard FileKind(at: newPath) == nil else { throw .cannotCreate(path: newPath, code: EEXIST) }
    guard SystemLibrary.rename(path, newPath) == 0 else { throw .cannotCreate(path: newPath, code: errno) }
  }

  /// Removes the file at `path`, if it exists.
  public static func remove(_ path: String) { unlink(path) }

  private static func replace(_ path: String, with bytes: [UInt8]) throws(FormatError) {
    let location = PathText.resolved(path) ?? path
    var temporary = try TemporaryFile(beside: location, shownAs: path)
    try temporary.file.append(bytes)
    try temporary.file.synchronize()
    try temporary.take(name: location)
    try Directory.synchronize(PathText.parent(of: location), shownAs: path)
  }
}
