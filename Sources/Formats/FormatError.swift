import SystemLibrary

/// Why a file could not be read or written.
///
/// Every case names the file; `description` is one line: the file, what is wrong and where, and the fix.
public enum FormatError: Error, Sendable, Equatable {
  /// The system did not open a file for reading; `code` is an `errno`.
  case cannotOpen(path: String, code: Int32)
  /// The path to read is a directory, a pipe or a device.
  case notRegularFile(path: String, kind: FileKind)
  /// The system failed to read bytes, at `offset` in the file.
  case cannotRead(path: String, offset: Int, code: Int32)
  /// The file has more bytes than can be read into memory.
  case tooLarge(path: String, size: Int, limit: Int)
  /// Compressed data is damaged at `offset`, a byte of the compressed file.
  case gzip(path: String, offset: Int, defect: GzipDefect)
  /// JSON text is malformed at `offset`, a byte of the file.
  case json(path: String, offset: Int, defect: JSONDefect)
  /// An IDX file is malformed, or its header does not fit its length.
  case idx(path: String, defect: IDXDefect)
  /// A file is not a PNG file, is damaged, or holds a picture that is too large.
  case png(path: String, defect: PNGDefect)
  /// A safetensors file is malformed.
  case safetensors(path: String, defect: SafetensorsDefect)
  /// The system did not create a file, or did not move it into place.
  case cannotCreate(path: String, code: Int32)
  /// The system did not create a directory.
  case cannotCreateDirectory(path: String, code: Int32)
  /// Something that is not a file is at the path to write.
  case cannotReplace(path: String, kind: FileKind)
  /// The system did not write all the bytes of a file.
  case cannotWrite(path: String, code: Int32)

  /// The classes of failure, each with an exit status of its own (`sysexits.h`).
  public enum Kind: Sendable, Equatable {
    /// The input does not exist or cannot be read (`EX_NOINPUT`, 66).
    case noInput
    /// The input exists but is malformed (`EX_DATAERR`, 65).
    case badData
    /// The output cannot be created at the path given (`EX_CANTCREAT`, 73).
    case cannotCreate
    /// The system failed while reading or writing (`EX_IOERR`, 74).
    case inputOutput
  }
}

extension FormatError {
  /// The class of this failure.
  public var kind: Kind {
    switch self {
    case .cannotOpen(_, let code): Self.isFailureOfSystem(code) ? .inputOutput : .noInput
    case .notRegularFile: .noInput
    case .cannotRead, .cannotWrite, .gzip(_, _, .outOfMemory): .inputOutput
    case .tooLarge, .gzip, .json, .idx, .png, .safetensors: .badData
    case .cannotCreate(_, let code), .cannotCreateDirectory(_, let code):
      Self.isFailureOfSystem(code) ? .inputOutput : .cannotCreate
    case .cannotReplace: .cannotCreate
    }
  }

  /// Whether the cause is the disk or the system rather than the name that was given.
  private static func isFailureOfSystem(_ code: Int32) -> Bool {
    [EIO, ENOSPC, EDQUOT, ENOMEM, EMFILE, ENFILE].contains(code)
  }
}

extension FormatError: CustomStringConvertible {
  /// One line: the file, what is wrong and where, and the fix.
  public var description: String {
    switch self {
    case .cannotOpen(let path, let code):
      "\(path.printable): \(Self.reasonNotOpened(code))"
    case .notRegularFile(let path, let kind):
      "\(path.printable): this is \(kind), not a file; give the name of a file"
    case .cannotRead(let path, let offset, let code):
      "\(path.printable): reading failed at byte \(offset) (\(Self.systemText(code))); check the disk"
    case .tooLarge(let path, let size, let limit):
      "\(path.printable): the file has \(size) bytes, but at most \(limit) can be read; give a smaller file"
    case .gzip(let path, let offset, let defect):
      "\(path.printable): \(defect.wording(at: offset))"
    case .json(let path, let offset, let defect):
      "\(path.printable): at byte \(offset), \(defect); the file is damaged, write it again"
    case .idx(let path, let defect):
      "\(path.printable): \(defect)"
    case .png(let path, let defect):
      "\(path.printable): \(defect)"
    case .safetensors(let path, let defect):
      "\(path.printable): \(defect)"
    case .cannotCreate(let path, let code):
      "\(path.printable): the file cannot be written: \(Self.reasonNotCreated(code))"
    case .cannotCreateDirectory(let path, let code):
      "\(path.printable): the directory cannot be created: \(Self.reasonNotCreated(code))"
    case .cannotReplace(let path, let kind):
      "\(path.printable): this is \(kind), so no file can be written there; choose another name"
    case .cannotWrite(let path, let code):
      "\(path.printable): writing failed: \(Self.reasonNotCreated(code))"
    }
  }

  private static func reasonNotOpened(_ code: Int32) -> String {
    switch code {
    case ENOENT: "there is no such file; check the name"
    case ENOTDIR: "a part of this path is not a directory; check the name"
    case EACCES, EPERM: "permission denied; change the file's permissions or give another file"
    case ENAMETOOLONG: "the name is too long for the file system; give a shorter one"
    default: "it cannot be opened (\(systemText(code))); check the file and its disk"
    }
  }

  private static func reasonNotCreated(_ code: Int32) -> String {
    switch code {
    case ENOSPC, EDQUOT: "the disk is full; free some space and try again"
    case ENOENT: "the parent directory does not exist; create it first or choose another place"
    case ENOTDIR: "a part of this path is not a directory; choose another place"
    case EEXIST: "a file of that name exists; choose another name"
    case EACCES, EPERM: "permission denied; change the directory's permissions or choose another place"
    case EROFS: "the file system is read-only; choose another place"
    case ENAMETOOLONG: "the name is too long for the file system; choose a shorter one"
    default: "\(systemText(code)); choose another place or check the disk"
    }
  }

  private static func systemText(_ code: Int32) -> String {
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
  }
}
