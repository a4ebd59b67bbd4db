import VAECore

/// The text fields of a model file's metadata, read with checks.
struct MetadataFields {
  private let fields: [String: String]
  private let path: String

  init(_ fields: [String: String], path: String) {
    self.fields = fields
    self.path = path
  }

  func requireFormat(_ name: String, version: Int) throws(ModelFileError) {
    guard fields["format"] == name else { throw .notOurs(path: path) }
    let found = try text("version")
    guard found == String(version) else { throw .newerVersion(path: path, version: found) }
  }

  func text(_ name: String) throws(ModelFileError) -> String {
    guard let value = fields[name] else { throw .missingField(path: path, name: name) }
    return value
  }

  func integer(_ name: String, in range: ClosedRange<Int>) throws(ModelFileError) -> Int {
    let value = try text(name)
    guard let integer = Int(value), range.contains(integer) else { throw bad(name, value) }
    return integer
  }

  /// Integers with commas between.
  func integers(_ name: String, in range: ClosedRange<Int>) throws(ModelFileError) -> [Int] {
    let value = try text(name)
    let integers = value.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
    guard integers.count <= TrainingConfiguration.mostLayers, integers.allSatisfy(range.contains) else {
      throw bad(name, value)
    }
    return integers
  }

  func number(_ name: String) throws(ModelFileError) -> Double {
    let value = try text(name)
    guard let number = Double(value), number.isFinite else { throw bad(name, value) }
    return number
  }

  func seed() throws(ModelFileError) -> UInt64 {
    let value = try text("seed")
    guard let seed = UInt64(value) else { throw bad("seed", value) }
    return seed
  }

  /// None where the file, being older, does not say.
  func warmUp() throws(ModelFileError) -> Int {
    fields["warm_up"] == nil ? 0 : try integer("warm_up", in: TrainingConfiguration.warmUps)
  }

  /// None where the file, being older, does not say.
  func freeBits() throws(ModelFileError) -> Double {
    guard let value = fields["free_bits"] else { return 0 }
    guard let number = TrainingConfiguration.weight(value) else { throw bad("free_bits", value) }
    return number
  }

  /// None where the file, being older, does not say.
  func turns() throws(ModelFileError) -> [KnobTurn] {
    guard let value = fields["turns"] else { return [] }
    let parts = value.split(separator: ",")
    let turns = parts.compactMap { KnobTurn(String($0)) }
    guard turns.count == parts.count else { throw bad("turns", value) }
    return turns
  }

  /// Floats where the file, being older, does not say.
  func precision() throws(ModelFileError) -> Precision {
    guard let value = fields["precision"] else { return .fp32 }
    guard let precision = Precision(rawValue: value) else { throw bad("precision", value) }
    return precision
  }

  /// The test loss, where the file has one.
  func loss() throws(ModelFileError) -> Loss? {
    guard fields["test_reconstruction"] != nil else { return nil }
    return Loss(reconstruction: try number("test_reconstruction"), kl: try number("test_kl"))
  }

  private func bad(_ name: String, _ value: String) -> ModelFileError {
    .badField(path: path, name: name, value: value)
  }
}
