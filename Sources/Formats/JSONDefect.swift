/// What is wrong with JSON text.
public enum JSONDefect: Sendable, Equatable {
  case endsEarly
  case expectedValue, expectedKey, expectedColon, expectedCommaOrBrace, expectedCommaOrBracket
  case badEscape, badNumber, controlCharacter, notUTF8
  case tooDeep(limit: Int)
  case duplicateKey(String)
  case trailingText
}

extension JSONDefect: CustomStringConvertible {
  /// What is wrong, to go between the place and the fix.
  public var description: String {
    switch self {
    case .endsEarly: "the JSON text ends early"
    case .expectedValue: "a JSON value is expected"
    case .expectedKey: "a JSON key in quotation marks is expected"
    case .expectedColon: "a colon is expected after a JSON key"
    case .expectedCommaOrBrace: "a comma or } is expected in a JSON object"
    case .expectedCommaOrBracket: "a comma or ] is expected in a JSON array"
    case .badEscape: "a JSON string has an invalid escape"
    case .badNumber: "a JSON number is malformed or too large"
    case .controlCharacter: "a JSON string has a control character"
    case .notUTF8: "a JSON string is not UTF-8"
    case .tooDeep(let limit): "JSON values are nested more than \(limit) deep"
    case .duplicateKey(let key): "the JSON key \(key.quoted) appears a second time"
    case .trailingText: "the JSON value is followed by other text"
    }
  }
}
