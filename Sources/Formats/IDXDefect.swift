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

extension IDXDefect: CustomStringConvertible {
  /// What is wrong, where and the mend, without the file's name.
  public var description: String {
    switch self {
    case .headerEndsEarly(let length, let needed):
      "the data ends at byte \(length), inside the IDX header of \(needed) bytes; fetch the file again"
    case .wrongMagic(let first, let second):
      "this is not an IDX file: it begins with the bytes \(first.hexadecimal) \(second.hexadecimal), "
        + "not 00 00; give an IDX file, plain or gzipped"
    case .wrongType(let type):
      "byte 2 of the IDX header gives the element type \(type.hexadecimal) (\(Self.typeName(type))), and only "
        + "08 (unsigned bytes) is read; store the values as unsigned bytes"
    case .wrongRank(let found, let expected):
      "byte 3 of the IDX header gives \(Self.dimensionCount(found)), not \(expected); "
        + "\(Self.rankMend(found: found, expected: expected))"
    case .claimsTooMuch(let dimensions, let limit):
      "the IDX header claims \(Self.product(dimensions)) bytes, and at most \(limit) are read; "
        + "fetch the file again, or give a smaller one"
    case .claimsMoreThanFileHolds(let dimensions, let fileSize, let largest):
      "the IDX header claims \(Self.product(dimensions)) bytes, but the file ends at byte \(fileSize)"
        + (largest > fileSize ? ", and can hold no more than \(largest) bytes unpacked" : "")
        + "; fetch the file again"
    case .endsEarly(let dimensions, let present):
      "the IDX header claims \(Self.product(dimensions)) bytes, but only \(present) follow it; "
        + "fetch the file again"
    case .tooLong(let dimensions):
      "the data goes on after the \(Self.product(dimensions)) bytes that the IDX header claims; "
        + "fetch the file again"
    }
  }

  private static func product(_ dimensions: [Int]) -> String {
    dimensions.map(String.init).joined(separator: " x ")
  }

  private static func dimensionCount(_ rank: Int) -> String {
    rank == 1 ? "1 dimension" : "\(rank) dimensions"
  }

  private static func rankMend(found: Int, expected: Int) -> String {
    [1, 3].contains(found) && [1, 3].contains(expected)
      ? "check that image and label files have not changed places" : "give a file of that shape"
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
