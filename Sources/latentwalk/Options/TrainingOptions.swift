import ArgumentParser
import Training

/// The settings of a run as options: one for each row of the table, but for the data.
///
/// The rows are mirrored as if they were properties that are declared with `@Option`, which is how the parser finds
/// options.
struct TrainingOptions: ParsableArguments, CustomReflectable {
  private static let rows = Settings.all.filter { $0.key != Settings.data.key }

  /// The arguments by the keys of their settings.
  private var arguments: [String: [String]] = [:]

  init() {}

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    for row in Self.rows {
      let key = Key(stringValue: row.key)
      arguments[row.key] =
        row.isRepeated
        ? try container.decode(Option<[String]>.self, forKey: key).wrappedValue
        : try [container.decode(Option<String?>.self, forKey: key).wrappedValue].compactMap(\.self)
    }
  }

  var customMirror: Mirror {
    Mirror(self, children: Self.rows.map { (label: $0.key, value: Self.option($0)) })
  }

  mutating func validate() throws { _ = try configuration(data: "") }

  /// The settings, with defaults for those without arguments.
  func configuration(data: String) throws(ValidationError) -> TrainingConfiguration {
    var configuration = TrainingConfiguration(data: data)
    for row in Self.rows {
      do {
        try row.set(&configuration, arguments: arguments[row.key] ?? [])
      } catch {
        throw ValidationError("\(error)")
      }
    }
    return configuration
  }

  private static func option(_ row: any SettingRow) -> Any {
    let name = NameSpecification.customLong(row.option)
    let help = ArgumentHelp("\(row.help)\(note(on: row))", valueName: row.placeholder)
    if row.isRepeated { return Option<[String]>(wrappedValue: [], name: name, help: help) }
    let completion: CompletionKind? = row.choices.isEmpty ? nil : .list(row.choices)
    return Option<String?>(name: name, help: help, completion: completion)
  }

  /// What the parser would add to the help of an option with a value: the values by name, and the default.
  private static func note(on row: any SettingRow) -> String {
    let values = row.choices.isEmpty ? nil : "values: " + row.choices.joined(separator: ", ")
    let notes = [values, row.defaultText.map { "default: \($0)" }].compactMap(\.self)
    return notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

/// Throws a usage error where an option's number is out of range.
func checkArgument(_ option: String, _ value: Int, in range: ClosedRange<Int>) throws(ValidationError) {
  guard range.contains(value) else {
    throw ValidationError(
      "\(option) takes an integer from \(range.lowerBound) to \(range.upperBound), not \(value)")
  }
}
