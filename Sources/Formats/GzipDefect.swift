/// What can be wrong with compressed data.
public enum GzipDefect: Sendable, Equatable {
  /// The file ends before the compressed data does.
  case endsEarly
  /// The data cannot be unpacked, or its check sum differs; `reason` is zlib's.
  case corrupt(reason: String)
  /// Bytes that are neither gzip nor padding follow the compressed data.
  case trailingBytes
  /// zlib had no memory to work in.
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
      "there is no memory left to unpack it; close other programs and try again"
    }
  }
}
