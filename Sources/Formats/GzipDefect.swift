/// What is wrong with compressed data.
public enum GzipDefect: Sendable, Equatable {
  /// The file ends before the compressed data does.
  case endsEarly
  /// The data cannot be unpacked, or its checksum differs; `reason` is zlib's.
  case corrupt(reason: String)
  /// Bytes that are neither gzip nor padding follow the compressed data.
  case trailingBytes
  /// zlib could not allocate its memory.
  case outOfMemory
}

extension GzipDefect {
  func wording(at offset: Int) -> String {
    switch self {
    case .endsEarly:
      "the compressed data ends early, at byte \(offset) of the file; fetch the file again"
    case .corrupt(let reason):
      "the compressed data is damaged at or before byte \(offset) of the file (\(reason)); fetch the file again"
    case .trailingBytes:
      "the compressed data is followed, at byte \(offset) of the file, by bytes that are not gzip; "
        + "fetch the file again"
    case .outOfMemory:
      "not enough memory to unpack it; close other programs and try again"
    }
  }
}
