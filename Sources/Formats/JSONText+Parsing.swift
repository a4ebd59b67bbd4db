extension JSONText {
  /// Parses the JSON value in `bytes`, which may have white space around it and nothing else.
  ///
  /// Errors name `path` and the index in `bytes`, which for a slice of a file is the offset in that file. A key that
  /// appears twice in one object is an error, and so are more than 64 levels of nesting.
  public init(parsing bytes: ArraySlice<UInt8>, path: String) throws(FormatError) {
    var parser = JSONParser(bytes, path: path)
    self = try parser.document()
  }
}

/// A parser of JSON text by recursive descent: RFC 8259, one function for each of its productions.
private struct JSONParser {
  private static let maxDepth = 64

  private let bytes: ArraySlice<UInt8>
  private let path: String
  private var position: Int
  private var depth = 0

  init(_ bytes: ArraySlice<UInt8>, path: String) {
    self.bytes = bytes
    self.path = path
    position = bytes.startIndex
  }

  mutating func document() throws(FormatError) -> JSONText {
    let value = try value()
    skipSpace()
    guard next == nil else { throw failure(.trailingText) }
    return value
  }

  private mutating func value() throws(FormatError) -> JSONText {
    skipSpace()
    guard let byte = next else { throw failure(.endsEarly) }
    switch byte {
    case UInt8(ascii: "{"): return try nested { parser throws(FormatError) in try parser.object() }
    case UInt8(ascii: "["): return try nested { parser throws(FormatError) in try parser.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default:
      if take("true") { return .bool(true) }
      if take("false") { return .bool(false) }
      if take("null") { return .null }
      throw failure(.expectedValue)
    }
  }

  private mutating func nested(
    _ parse: (inout JSONParser) throws(FormatError) -> JSONText
  ) throws(FormatError) -> JSONText {
    guard depth < Self.maxDepth else { throw failure(.tooDeep(limit: Self.maxDepth)) }
    depth += 1
    defer { depth -= 1 }
    position += 1
    return try parse(&self)
  }

  private mutating func object() throws(FormatError) -> JSONText {
    var members: [(String, JSONText)] = []
    var keys: Set<String> = []
    if takeAfterSpace("}") { return .object([]) }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw failure(.expectedKey) }
      let start = position
      let key = try string()
      guard keys.insert(key).inserted else { throw failure(.duplicateKey(key), at: start) }
      guard takeAfterSpace(":") else { throw failure(.expectedColon) }
      members.append((key, try value()))
    } while takeAfterSpace(",")
    guard take("}") else { throw failure(.expectedCommaOrBrace) }
    return .object(members)
  }

  private mutating func array() throws(FormatError) -> JSONText {
    var elements: [JSONText] = []
    if takeAfterSpace("]") { return .array([]) }
    repeat {
      elements.append(try value())
    } while takeAfterSpace(",")
    guard take("]") else { throw failure(.expectedCommaOrBracket) }
    return .array(elements)
  }

  private mutating func number() throws(FormatError) -> JSONText {
    let start = position
    var isInteger = true
    _ = take("-")
    if !take("0") { try digits(from: start) }
    if take(".") {
      isInteger = false
      try digits(from: start)
    }
    if take("e") || take("E") {
      isInteger = false
      if !take("+") { _ = take("-") }
      try digits(from: start)
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isInteger, let value = Int(text) { return .integer(value) }
    guard let value = Double(text), value.isFinite else { throw failure(.badNumber, at: start) }
    return .number(value)
  }

  private mutating func digits(from start: Int) throws(FormatError) {
    let first = position
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    guard position > first else { throw failure(next == nil ? .endsEarly : .badNumber, at: start) }
  }

  private mutating func string() throws(FormatError) -> String {
    let start = position
    position += 1
    var content: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: content, as: UTF8.self) else {
          throw failure(.notUTF8, at: start)
        }
        return string
      case UInt8(ascii: "\\"): content += try escape().utf8
      case 0..<0x20: throw failure(.controlCharacter, at: position - 1)
      default: content.append(byte)
      }
    }
    throw failure(.endsEarly)
  }

  /// Reads the rest of an escape, after its backslash, and returns what it stands for.
  private mutating func escape() throws(FormatError) -> String {
    let start = position - 1
    guard let byte = next else { throw failure(.endsEarly) }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return String(UnicodeScalar(byte))
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      var units = [try hexadecimal(from: start)]
      if UTF16.isLeadSurrogate(units[0]) && take("\\u") { units.append(try hexadecimal(from: start)) }
      guard let text = String(validating: units, as: UTF16.self) else { throw failure(.badEscape, at: start) }
      return text
    default: throw failure(.badEscape, at: start)
    }
  }

  private mutating func hexadecimal(from start: Int) throws(FormatError) -> UInt16 {
    guard bytes.endIndex - position >= 4 else { throw failure(.endsEarly, at: bytes.endIndex) }
    var value: UInt16 = 0
    for byte in bytes[position..<position + 4] {
      guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else {
        throw failure(.badEscape, at: start)
      }
      value = value << 4 | UInt16(digit)
    }
    position += 4
    return value
  }

  private var next: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { position += 1 }
  }

  private mutating func take(_ text: StaticString) -> Bool {
    let expected = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard bytes[position...].starts(with: expected) else { return false }
    position += expected.count
    return true
  }

  private mutating func takeAfterSpace(_ text: StaticString) -> Bool {
    skipSpace()
    return take(text)
  }

  private func failure(_ defect: JSONDefect, at offset: Int? = nil) -> FormatError {
    .json(path: path, offset: offset ?? position, defect: next == nil && offset == nil ? .endsEarly : defect)
  }
}
