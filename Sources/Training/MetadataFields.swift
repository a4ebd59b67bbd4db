import VAECore

/// The text fields of a model file's metadata, read with checks.
struct MetadataFields {
  private let fields: [String: String]
  private let path: String

  init(_ fields: [String: String], path: String) {
    self.fields = fields
    self.path = path
  }

  func requireFormat(_ name: String, versions: ClosedRange<Int>) throws(ModelFileError) {
    guard fields["format"] == name else { throw .notOurs(path: path) }
    let found = try text("version")
    guard versions.contains(where: { found == String($0) }) else {
      throw .newerVersion(path: path, version: found)
    }
  }

  func text(_ name: String) throws(ModelFileError) -> String { try value(name) { $0 } }

  func integer(
    _ name: String, in range: ClosedRange<Int>, default absent: Int? = nil
  ) throws(ModelFileError) -> Int {
    try value(name, default: absent) { Self.integer($0, in: range) }
  }

  func number(_ name: String) throws(ModelFileError) -> Double {
    try value(name) { Double($0).flatMap { $0.isFinite ? $0 : nil } }
  }

  /// What a field stands for; where the file, being older, has no such field, `absent`, if there is such a thing.
  func value<Value>(
    _ name: String, default absent: Value? = nil, parse: (String) -> Value?
  ) throws(ModelFileError) -> Value {
    guard let text = fields[name] else {
      guard let absent else { throw .missingField(path: path, name: name) }
      return absent
    }
    guard let value = parse(text) else { throw .badField(path: path, name: name, value: text) }
    return value
  }

  /// The test loss, where the file has one.
  func loss() throws(ModelFileError) -> Loss? {
    guard fields["test_reconstruction"] != nil else { return nil }
    return Loss(reconstruction: try number("test_reconstruction"), kl: try number("test_kl"))
  }
}

// What the text of a field can stand for.
extension MetadataFields {
  static func integer(_ text: String, in range: ClosedRange<Int>) -> Int? {
    Int(text).flatMap { range.contains($0) ? $0 : nil }
  }

  /// What each of the parts with commas between stands for, where all of them stand for something.
  static func list<Value>(_ text: String, of value: (String) -> Value?) -> [Value]? {
    let parts = text.isEmpty ? [] : text.split(separator: ",", omittingEmptySubsequences: false)
    let values = parts.compactMap { value(String($0)) }
    return values.count == parts.count ? values : nil
  }

  /// The widths of one hidden layer or more.
  static func layerWidths(_ text: String) -> [Int]? {
    list(text) { integer($0, in: TrainingConfiguration.layerWidths) }
      .flatMap { 1...TrainingConfiguration.mostLayers ~= $0.count ? $0 : nil }
  }
}
