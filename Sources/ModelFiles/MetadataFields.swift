/// The text fields of a model file's metadata, read with checks.
package struct MetadataFields {
  /// The file that they are from, for errors.
  package let path: String
  private let fields: [String: String]

  /// The fields of the file at `path`.
  package init(_ fields: [String: String], path: String) {
    self.fields = fields
    self.path = path
  }

  /// The text of a field; nil where the file has no such field.
  package subscript(name: String) -> String? { fields[name] }

  /// The text of a field that must be there.
  package func text(_ name: String) throws(ModelFileError) -> String { try value(name) { $0 } }

  /// The integer that a field stands for.
  package func integer(_ name: String, in range: ClosedRange<Int>) throws(ModelFileError) -> Int {
    try value(name) { Int($0).flatMap { range.contains($0) ? $0 : nil } }
  }

  /// The finite number that a field stands for.
  package func number(_ name: String) throws(ModelFileError) -> Double {
    try value(name) { Double($0).flatMap { $0.isFinite ? $0 : nil } }
  }

  /// What the text of a field stands for.
  package func value<Value>(_ name: String, parse: (String) -> Value?) throws(ModelFileError) -> Value {
    guard let text = fields[name] else { throw .missingField(path: path, name: name) }
    guard let value = parse(text) else { throw .badField(path: path, name: name, value: text) }
    return value
  }
}

extension Sequence {
  /// What all elements stand for; nil where one of them stands for nothing.
  package func allMapped<Value>(_ value: (Element) throws -> Value?) rethrows -> [Value]? {
    var values: [Value] = []
    for element in self {
      guard let value = try value(element) else { return nil }
      values.append(value)
    }
    return values
  }
}

extension String {
  /// What the parts between commas stand for; nil where one of them stands for nothing.
  ///
  /// An empty text has no parts.
  package func list<Value>(_ value: (String) -> Value?) -> [Value]? {
    let parts = isEmpty ? [] : split(separator: ",", omittingEmptySubsequences: false)
    return parts.allMapped { value(String($0)) }
  }
}
