extension JSONText: CustomStringConvertible {
  /// The value as JSON text on one line, without control characters.
  public var description: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .object(let members):
      text += "{"
      for (index, (key, value)) in members.enumerated() {
        if index > 0 { text += "," }
        Self.write(key, to: &text)
        text += ":"
        value.write(to: &text)
      }
      text += "}"
    case .array(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += "," }
        element.write(to: &text)
      }
      text += "]"
    case .string(let value): Self.write(value, to: &text)
    case .number(let value): text += Self.text(of: value)
    case .integer(let value): text += value.description
    case .bool(let value): text += value.description
    case .null: text += "null"
    }
  }

  /// The shortest text that reads back as the same number, without the ".0" of integers.
  private static func text(of number: Double) -> String {
    guard number.isFinite else { return "null" }
    let text = number.description
    // Minus zero would lose its sign as an integer.
    return text.hasSuffix(".0") && text != "-0.0" ? String(text.dropLast(2)) : text
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      // JSON allows controls from U+007F on and line separators, but they could upset a terminal or a line reader.
      case "\0"..<" ", "\u{7f}"..."\u{9f}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
