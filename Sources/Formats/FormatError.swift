/// Why a file could not be read or written.
///
/// Every case names the file; `description` is one line of what, where and the mend.
public enum FormatError: Error, Sendable, Equatable {
  /// The system did not open a file for reading; `code` is an `errno`.
  case cannotOpen(path: String, code: Int32)
  /// A directory, pipe or device was given where a file is read.
  case notRegularFile(path: String, kind: FileKind)
  /// The system failed to hand over bytes, at `offset` in the file.
  case cannotRead(path: String, offset: Int, code: Int32)
  /// The file has more bytes than are read into memory.
  case tooLarge(path: String, size: Int, limit: Int)
  /// Compressed data is damaged at `offset`, a byte of the compressed file.
  case gzip(path: String, offset: Int, defect: GzipDefect)
  /// JSON text is malformed at `offset`, a byte of the file.
  case json(path: String, offset: Int, defect: JSONDefect)
  /// An IDX file is malformed, or its header does not fit its length.
  case idx(path: String, defect: IDXDefect)
  /// A file is not a PNG file, is damaged, or holds a picture larger than is read.
  case png(path: String, defect: PNGDefect)
  /// A safetensors file is malformed.
  case safetensors(path: String, defect: SafetensorsDefect)
  /// The system did not create a file, or did not put it in its place.
  case cannotCreate(path: String, code: Int32)
  /// The system did not create a directory.
  case cannotCreateDirectory(path: String, code: Int32)
  /// Something that is not a file stands where a file is to be written.
  case cannotReplace(path: String, kind: FileKind)
  /// The system did not take all the bytes of a file.
  case cannotWrite(path: String, code: Int32)

  /// The classes of failure that a program's exit status tells apart.
  public enum Kind: Sendable, Equatable {
    /// The input does not exist or may not be read (`EX_NOINPUT`, 66).
    case noInput
    /// The input is there and is malformed (`EX_DATAERR`, 65).
    case badData
    /// The output cannot be created where it was asked for (`EX_CANTCREAT`, 73).
    case cannotCreate
    /// The system failed while bytes were read or written (`EX_IOERR`, 74).
    case inputOutput
  }
}

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

/// What can be wrong with JSON text.
public enum JSONDefect: Sendable, Equatable {
  case endsEarly
  case expectedValue, expectedKey, expectedColon, expectedCommaOrBrace, expectedCommaOrBracket
  case badEscape, badNumber, controlCharacter, notUTF8
  case tooDeep(limit: Int)
  case duplicateKey(String)
  case trailingText
}

/// What can be wrong with an IDX file.
///
/// `dimensions` are those of its header.
public enum IDXDefect: Sendable, Equatable {
  /// The data ends, after `length` bytes, inside the header.
  case headerEndsEarly(length: Int, needed: Int)
  /// The first two bytes are not zero.
  case wrongMagic(first: UInt8, second: UInt8)
  /// The third byte gives a type other than unsigned byte.
  case wrongType(UInt8)
  /// The fourth byte gives another number of dimensions than the file's place asks for.
  case wrongRank(found: Int, expected: Int)
  /// The header claims more elements than are read into memory.
  case claimsTooMuch(dimensions: [Int], limit: Int)
  /// The header claims more than a file of this size can hold; `largest` counts unpacked bytes.
  case claimsMoreThanFileHolds(dimensions: [Int], fileSize: Int, largest: Int)
  /// The data ends after `present` of the elements that the header claims.
  case endsEarly(dimensions: [Int], present: Int)
  /// The data goes on after the last element that the header claims.
  case tooLong(dimensions: [Int])
}

/// What can be wrong with a PNG file.
public enum PNGDefect: Sendable, Equatable {
  /// The file does not begin as every PNG file does; `start` is its first 16 bytes, or all where it has fewer.
  case notPNG(start: [UInt8])
  /// The file ends, after `fileSize` bytes, before the chunk that is the last of a PNG file.
  case endsEarly(fileSize: Int)
  /// The data cannot be unpacked, or a check sum differs; `reason` is libpng's.
  case corrupt(reason: String)
  /// The header claims more pixels than are read, or a longer side; `limit` counts pixels.
  case tooLarge(width: Int, height: Int, limit: Int)
}

/// What can be wrong with a safetensors file.
///
/// Offsets are bytes of the file.
public enum SafetensorsDefect: Sendable, Equatable {
  /// The file ends inside the eight bytes that give the header's length.
  case lengthEndsEarly(fileSize: Int)
  /// The header's length goes beyond the end of the file.
  case headerEndsEarly(length: UInt64, fileSize: Int)
  /// The header is longer than the format allows.
  case headerTooLong(length: UInt64, limit: Int)
  /// The header is not a JSON object.
  case headerNotObject
  /// `__metadata__` is not an object of strings.
  case badMetadata
  /// A tensor's entry lacks a field, or the field is not what the format asks for.
  case badField(tensor: String, field: String)
  /// A tensor's numbers are not 32-bit floats.
  case unsupportedType(tensor: String, type: String)
  /// A tensor's shape has more elements than can be counted.
  case shapeTooLarge(tensor: String, shape: [Int])
  /// A tensor's shape asks for another number of bytes than its offsets span.
  case wrongLength(tensor: String, shape: [Int], length: Int)
  /// A tensor ends beyond the end of the file.
  case tensorEndsEarly(tensor: String, end: Int, fileSize: Int)
  /// A tensor begins inside another, at `offset`.
  case overlap(tensor: String, other: String, offset: Int)
  /// Bytes from `offset` on belong to no tensor.
  case unusedBytes(offset: Int, count: Int)
}
