/// What is wrong with a safetensors file.
///
/// Offsets count bytes from the start of the file.
public enum SafetensorsDefect: Sendable, Equatable {
  /// The file ends inside the eight bytes that hold the header's length.
  case lengthEndsEarly(fileSize: Int)
  /// The header extends beyond the end of the file.
  case headerEndsEarly(length: UInt64, fileSize: Int)
  /// The header is longer than the format allows.
  case headerTooLong(length: UInt64, limit: Int)
  /// The header is not a JSON object.
  case headerNotObject
  /// `__metadata__` is not an object of strings.
  case badMetadata
  /// A tensor's entry lacks a field, or the field's value is invalid.
  case badField(tensor: String, field: String)
  /// A tensor's numbers are not 32-bit floats.
  case unsupportedType(tensor: String, type: String)
  /// A tensor's shape has more elements than can be counted.
  case shapeTooLarge(tensor: String, shape: [Int])
  /// A tensor's shape needs a different number of bytes than its offsets span.
  case wrongLength(tensor: String, shape: [Int], length: Int)
  /// A tensor ends beyond the end of the file.
  case tensorEndsEarly(tensor: String, end: Int, fileSize: Int)
  /// A tensor begins inside another, at `offset`.
  case overlap(tensor: String, other: String, offset: Int)
  /// The `count` bytes from `offset` on belong to no tensor.
  case unusedBytes(offset: Int, count: Int)
}

extension SafetensorsDefect: CustomStringConvertible {
  /// What is wrong and where, and the fix, without the file's name.
  public var description: String {
    switch self {
    case .lengthEndsEarly(let fileSize):
      "the file ends at byte \(fileSize), inside the 8 bytes that hold the header's length; "
        + "copy the whole file again"
    case .headerEndsEarly(let length, let fileSize):
      "the file ends at byte \(fileSize), inside its header of \(length) bytes; "
        + "give a safetensors file, or copy the whole file again"
    case .headerTooLong(let length, let limit):
      "the first 8 bytes claim a header of \(length) bytes, but a safetensors header has at most \(limit); "
        + "give a safetensors file"
    case .headerNotObject:
      "the header, at byte 8, is not a JSON object; give a safetensors file"
    case .badMetadata:
      "__metadata__ in the header is not an object of strings; write the file again with text values only"
    case .badField(let tensor, let field):
      "the header's entry for tensor \(tensor.quoted) has no valid \(field.quoted); write the file again"
    case .unsupportedType(let tensor, let type):
      "tensor \(tensor.quoted) holds \(type.quoted) numbers, but only F32 can be read; convert it to 32-bit floats"
    case .shapeTooLarge(let tensor, let shape):
      "the header's shape [\(ArrayShape.text(shape))] for tensor \(tensor.quoted) has too many elements to count; "
        + "write the file again"
    case .wrongLength(let tensor, let shape, let length):
      "tensor \(tensor.quoted) of shape [\(ArrayShape.text(shape))] does not fill the \(length) bytes of its "
        + "data_offsets; write the file again"
    case .tensorEndsEarly(let tensor, let end, let fileSize):
      "tensor \(tensor.quoted) extends to byte \(end), but the file ends at byte \(fileSize); "
        + "copy the whole file again"
    case .overlap(let tensor, let other, let offset):
      "tensor \(tensor.quoted) begins at byte \(offset), inside tensor \(other.quoted); write the file again"
    case .unusedBytes(let offset, let count):
      "\(count == 1 ? "1 byte" : "\(count) bytes") from byte \(offset) on belong to no tensor; "
        + "write the file again"
    }
  }
}
