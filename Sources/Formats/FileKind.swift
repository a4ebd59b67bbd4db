import SystemLibrary

/// The kind of thing that a name in the file system refers to.
public enum FileKind: Sendable, Equatable {
  case regular, directory, pipe, characterDevice, blockDevice, socket, other

  /// The kind of what is at `path`, following symbolic links; `nil` if nothing is found or access is denied.
  public init?(at path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(mode: status.st_mode)
  }

  init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .regular
    case S_IFDIR: self = .directory
    case S_IFIFO: self = .pipe
    case S_IFCHR: self = .characterDevice
    case S_IFBLK: self = .blockDevice
    case S_IFSOCK: self = .socket
    default: self = .other
    }
  }
}

extension FileKind: CustomStringConvertible {
  /// The kind with its article, such as `a directory`.
  public var description: String {
    switch self {
    case .regular: "a file"
    case .directory: "a directory"
    case .pipe: "a pipe"
    case .characterDevice, .blockDevice: "a device"
    case .socket: "a socket"
    case .other: "something of an unknown kind"
    }
  }
}
