/// What is wrong with an IDX file.
///
/// `dimensions` are those in its header.
public enum IDXDefect: Sendable, Equatable {
  /// The data ends, after `length` bytes, inside the header.
  case headerEndsEarly(length: Int, needed: Int)
  /// The first two bytes are not zero.
  case wrongMagic(first: UInt8, second: UInt8)
  /// The third byte stands for a type other than unsigned byte.
  case wrongType(UInt8)
  /// The fourth byte is not the number of dimensions expected.
  case wrongRank(found: Int, expected: Int)
  /// The header claims more elements than can be read into memory.
  case claimsTooMuch(dimensions: [Int], limit: Int)
  /// The header claims more than a file of this size can hold; `maxLength` counts unpacked bytes.
  case claimsMoreThanFileHolds(dimensions: [Int], fileSize: Int, maxLength: Int)
  /// The data ends after `present` of the elements that the header claims.
  case endsEarly(dimensions: [Int], present: Int)
  /// The data continues after the last element that the header claims.
  case tooLong(dimensions: [Int])
}

extension IDXDefect: CustomStringConvertible {
  /// What is wrong and where, and the fix, without the file's name.
  public var description: String {
    switch self {
    case .headerEndsEarly(let length, let needed):
      "the data ends at byte \(length), inside the IDX header of \(needed) bytes; fetch the file again"
    case .wrongMagic(let first, let second):
      "this is not an IDX file: it begins with the bytes \(first.hexadecimal) \(second.hexadecimal), "
        + "not 00 00; give an IDX file, plain or gzipped"
    case .wrongType(let type):
      "byte 2 of the IDX header is the element type \(type.hexadecimal) (\(Self.typeName(type))), but only "
        + "08 (unsigned bytes) can be read; store the values as unsigned bytes"
    case .wrongRank(let found, let expected):
      "byte 3 of the IDX header says \(Self.dimensionCount(found)), not \(expected); "
        + "\(Self.rankFix(found: found, expected: expected))"
    case .claimsTooMuch(let dimensions, let limit):
      "the IDX header claims \(ArrayShape.text(dimensions)) bytes, but at most \(limit) can be read; "
        + "fetch the file again, or give a smaller one"
    case .claimsMoreThanFileHolds(let dimensions, let fileSize, let maxLength):
      "the IDX header claims \(ArrayShape.text(dimensions)) bytes, but the file ends at byte \(fileSize)"
        + (maxLength > fileSize ? " and can hold at most \(maxLength) bytes unpacked" : "")
        + "; fetch the file again"
    case .endsEarly(let dimensions, let present):
      "the IDX header claims \(ArrayShape.text(dimensions)) bytes, but only \(present) follow it; "
        + "fetch the file again"
    case .tooLong(let dimensions):
      "the data continues after the \(ArrayShape.text(dimensions)) bytes that the IDX header claims; "
        + "fetch the file again"
    }
  }

  private static func dimensionCount(_ rank: Int) -> String {
    rank == 1 ? "1 dimension" : "\(rank) dimensions"
  }

  private static func rankFix(found: Int, expected: Int) -> String {
    [1, 3].contains(found) && [1, 3].contains(expected)
      ? "check that the image and label files are not swapped"
      : "give a file of \(dimensionCount(expected))"
  }

  private static func typeName(_ type: UInt8) -> String {
    switch type {
    case 0x09: "signed bytes"
    case 0x0b: "16-bit integers"
    case 0x0c: "32-bit integers"
    case 0x0d: "32-bit floats"
    case 0x0e: "64-bit floats"
    default: "unknown"
    }
  }
}
