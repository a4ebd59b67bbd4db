/// A JSON value whose objects keep the order of their keys.
///
/// `description` is the value on one line, without spaces (RFC 8259).
public enum JSONText: Sendable {
  case object([(String, JSONText)])
  case array([JSONText])
  case string(String)
  /// A number, written with the fewest digits that read back as the same one; NaN and infinities become `null`.
  case number(Double)
  case integer(Int)
  case bool(Bool)
  case null

  /// The value of the first `key`, if this is an object that has it.
  public subscript(key: String) -> JSONText? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.0 == key }?.1
  }

  /// The text, if this is a string.
  public var stringValue: String? {
    guard case .string(let value) = self else { return nil }
    return value
  }

  /// The number, if this is a number of either kind.
  public var numberValue: Double? {
    switch self {
    case .number(let value): value
    case .integer(let value): Double(value)
    default: nil
    }
  }

  /// The integer, if this is a number without a fraction or an exponent.
  public var integerValue: Int? {
    guard case .integer(let value) = self else { return nil }
    return value
  }

  /// The elements, if this is an array.
  public var arrayValue: [JSONText]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }
}
