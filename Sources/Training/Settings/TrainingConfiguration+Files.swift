import Formats
import ModelFiles

// As `config.json` holds the settings.
extension TrainingConfiguration {
  /// The settings as `config.json` holds them: one object, with a member for each.
  public var json: JSONText { .object(Settings.all.map { ($0.key, $0.json(self)) }) }

  /// Reads a `config.json`.
  ///
  /// - Throws: `FormatError` where the file cannot be read or is no JSON, `ConfigurationError` where it does not hold
  ///   the settings of a run.
  public init(contentsOf path: String) throws {
    try self.init(JSONText(parsing: WholeFile.read(path)[...], path: path), path: path)
  }

  /// Reads the JSON of a `config.json`; errors speak of `path`.
  public init(_ json: JSONText, path: String) throws(ConfigurationError) {
    guard case .object(let members) = json else { throw .notSettings(path: path) }
    for (key, _) in members where !Settings.all.contains(where: { $0.key == key }) {
      throw .unknownKey(path: path, key: key)
    }
    self.init()
    for row in Settings.all {
      if let value = json[row.key] {
        do {
          try row.set(&self, json: value)
        } catch {
          throw .badValue(path: path, key: row.key, error)
        }
      } else if row.isInEveryFile {
        throw .missing(path: path, key: row.key)
      }
    }
  }
}

// As the metadata of a model file holds them.
extension TrainingConfiguration {
  /// The settings as text under their keys.
  var fields: [String: String] {
    Dictionary(uniqueKeysWithValues: Settings.all.map { ($0.key, $0.text(self)) })
  }

  /// Reads the settings from the metadata of a model file.
  init(_ fields: MetadataFields) throws(ModelFileError) {
    self.init()
    for row in Settings.all where row.isInEveryFile || fields[row.key] != nil {
      let text = try fields.text(row.key)
      guard row.set(&self, text: text) else {
        throw .badField(path: fields.path, name: row.key, value: text)
      }
    }
  }
}

/// What is wrong with a `config.json`.
public enum ConfigurationError: Error, Sendable, Equatable {
  /// It is no object.
  case notSettings(path: String)
  /// A key is none of a setting's.
  case unknownKey(path: String, key: String)
  /// A setting is missing.
  case missing(path: String, key: String)
  /// A setting has a value that it cannot have.
  case badValue(path: String, key: String, SettingError)
}

extension ConfigurationError: CustomStringConvertible {
  /// One line: what, where, and how to fix it.
  public var description: String {
    switch self {
    case .notSettings(let path):
      "\(path.printable): not the settings of a run; give a config.json that a run wrote"
    case .unknownKey(let path, let key):
      "\(path.printable): there is no setting \"\(key.prefix(40).description.printable)\"; correct its name to one of "
        + Settings.all.map(\.key).joined(separator: ", ") + ", or remove it"
    case .missing(let path, let key):
      "\(path.printable): \"\(key)\" is missing; add it, or give a config.json that a run wrote"
    case .badValue(let path, let key, let error):
      "\(path.printable): \"\(key)\" \(error.explanation); correct it"
    }
  }
}
