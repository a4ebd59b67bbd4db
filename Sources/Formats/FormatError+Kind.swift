import SystemLibrary

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

  /// Whether `code` speaks of the disk or the system rather than of the name that was given.
  private static func isFailureOfSystem(_ code: Int32) -> Bool {
    [EIO, ENOSPC, EDQUOT, ENOMEM, EMFILE, ENFILE].contains(code)
  }
}
