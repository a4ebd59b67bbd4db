import Formats

/// The members of a JSON object, read with checks; a member that is not what it should be is an error with its name.
struct JSONFields {
  /// A member that is missing, or is not what it should be.
  struct BadField: Error {
    /// The member's name, those of the objects around it before it: `train.groups`.
    var name: String
  }

  private let json: JSONText
  private let prefix: String

  /// The members of `json`, which has none if it is no object; errors have `prefix` before their names.
  init(_ json: JSONText, prefix: String = "") {
    self.json = json
    self.prefix = prefix
  }

  /// What a member stands for.
  func value<Value>(_ name: String, _ read: (JSONText) -> Value?) throws(BadField) -> Value {
    guard let value = json[name].flatMap(read) else { throw BadField(name: prefix + name) }
    return value
  }

  /// What a member stands for; nil where it is missing or null.
  func optional<Value>(_ name: String, _ read: (JSONText) -> Value?) throws(BadField) -> Value? {
    switch json[name] {
    case nil, .null: nil
    default: try value(name, read)
    }
  }

  /// The members of an object that is a member.
  func object(_ name: String) throws(BadField) -> JSONFields {
    guard case .object? = json[name] else { throw BadField(name: prefix + name) }
    return JSONFields(json[name] ?? .null, prefix: prefix + name + ".")
  }

  /// The integer that a member stands for; by default a number of steps, or of anything that there is no more of.
  func integer(_ name: String, in range: ClosedRange<Int> = KnobTurn.steps) throws(BadField) -> Int {
    try value(name) { $0.integer(in: range) }
  }

  /// Whether a member is true.
  func bool(_ name: String) throws(BadField) -> Bool { try value(name, \.boolValue) }
}

extension JSONText {
  /// The integer, where this is one of a range.
  func integer(in range: ClosedRange<Int>) -> Int? { integerValue.flatMap { range.contains($0) ? $0 : nil } }

  /// The truth value, where this is one.
  var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }

  /// A number that reads back bit for bit; what JSON has no numbers for is text.
  static func exact(_ value: Double) -> JSONText { value.isFinite ? .number(value) : .string("\(value)") }

  /// The number that was written exactly.
  var exactValue: Double? {
    switch self {
    case .string("inf"): .infinity
    case .string("-inf"): -.infinity
    case .string("nan"): .nan
    default: numberValue
    }
  }
}
