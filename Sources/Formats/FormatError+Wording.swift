import SystemLibrary

extension FormatError: CustomStringConvertible {
  /// One line: the file, what is wrong and where, and the mend.
  public var description: String {
    switch self {
    case .cannotOpen(let path, let code):
      "\(path.printable): \(Self.reasonNotOpened(code))"
    case .notRegularFile(let path, let kind):
      "\(path.printable): this is \(kind), not a file; give the name of a file"
    case .cannotRead(let path, let offset, let code):
      "\(path.printable): reading failed at byte \(offset) (\(Self.systemText(code))); check the disk"
    case .tooLarge(let path, let size, let limit):
      "\(path.printable): the file has \(size) bytes, and at most \(limit) are read; give a smaller file"
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
    case EACCES, EPERM: "you may not read it; change its permissions or give another file"
    case ENAMETOOLONG: "the name is too long for the file system; give a shorter one"
    default: "it cannot be opened (\(systemText(code))); check the file and its disk"
    }
  }

  private static func reasonNotCreated(_ code: Int32) -> String {
    switch code {
    case ENOSPC, EDQUOT: "the disk is full; free some space and try again"
    case ENOENT: "the directory it belongs in does not exist; create that first or choose another place"
    case ENOTDIR: "a part of this path is not a directory; choose another place"
    case EEXIST: "a file of that name is in the way; choose another name"
    case EACCES, EPERM: "you may not write there; change the permissions or choose another place"
    case EROFS: "the file system is read-only; choose another place"
    case ENAMETOOLONG: "the name is too long for the file system; choose a shorter one"
    default: "\(systemText(code)); choose another place or check the disk"
    }
  }

  private static func systemText(_ code: Int32) -> String {
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
  }
}

extension FileKind: CustomStringConvertible {
  /// The kind with its article, as `a directory`.
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

extension GzipDefect {
  fileprivate func wording(at offset: Int) -> String {
    switch self {
    case .endsEarly:
      "the compressed data ends early, at byte \(offset) of the file; fetch the file again"
    case .corrupt(let reason):
      "the compressed data is damaged at or before byte \(offset) of the file (\(reason)); fetch the file again"
    case .trailingBytes:
      "the compressed data is followed, at byte \(offset) of the file, by bytes that are not gzip; "
        + "fetch the file again"
    case .outOfMemory:
      "there is no memory left to unpack it; close other programs and try again"
    }
  }
}

extension JSONDefect: CustomStringConvertible {
  /// What is wrong, as the middle of a sentence.
  public var description: String {
    switch self {
    case .endsEarly: "the JSON text ends early"
    case .expectedValue: "a JSON value is expected"
    case .expectedKey: "a JSON key in quotation marks is expected"
    case .expectedColon: "a colon is expected after a JSON key"
    case .expectedCommaOrBrace: "a comma or } is expected in a JSON object"
    case .expectedCommaOrBracket: "a comma or ] is expected in a JSON array"
    case .badEscape: "a JSON string has an escape that does not exist"
    case .badNumber: "a JSON number is malformed or too large"
    case .controlCharacter: "a JSON string has a control character"
    case .notUTF8: "a JSON string is not UTF-8"
    case .tooDeep(let limit): "JSON values are nested more than \(limit) deep"
    case .duplicateKey(let key): "the JSON key \(key.quoted) comes a second time"
    case .trailingText: "the JSON value is followed by something else"
    }
  }
}
