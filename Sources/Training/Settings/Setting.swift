import Formats

/// A setting of a run: a row of the table `Settings`.
public struct Setting<Value: Sendable & Equatable>: Sendable {
  /// Its name in files, such as `batch_size`.
  public let key: String
  /// Its name on the command line, such as `batch-size`, without the dashes before it.
  public let option: String
  /// What it decides, as a sentence.
  public let help: String
  /// What stands for a value in help.
  public let placeholder: String
  /// Whether files have it since their first version; in others it may be missing, which means its default.
  public let isInEveryFile: Bool

  /// Where the configuration has it.
  let path: WritableKeyPath<TrainingConfiguration, Value> & Sendable
  /// How its values are written and read.
  let form: SettingForm<Value>
  /// Its name in `info`; nil where that shows it otherwise or not at all.
  let info: String?
  /// What its values count, in `info`.
  let unit: String?
  /// How it is turned, where it is a knob.
  let knob: KnobForm<Value>?

  init(
    _ key: String, _ path: WritableKeyPath<TrainingConfiguration, Value> & Sendable,
    _ form: SettingForm<Value>, help: String, option: String? = nil, placeholder: String? = nil,
    info: String? = nil, unit: String? = nil, isInEveryFile: Bool = false, knob: KnobForm<Value>? = nil
  ) {
    self.key = key
    self.option = option ?? String(key.map { $0 == "_" ? "-" : $0 })
    self.help = help
    self.placeholder = placeholder ?? self.option
    self.isInEveryFile = isInEveryFile
    self.path = path
    self.form = form
    self.info = info
    self.unit = unit
    self.knob = knob
  }

  /// Its value where nothing is said.
  public var defaultValue: Value { TrainingConfiguration()[keyPath: path] }

  /// The value that a text stands for.
  ///
  /// - Throws: `SettingError` where it stands for none that the setting can have.
  public func value(of text: String) throws(SettingError) -> Value {
    guard let value = form.read(text) else { throw refusal(of: text) }
    return value
  }

  /// Throws where it cannot have a value.
  public func check(_ value: Value) throws(SettingError) { _ = try self.value(of: form.write(value)) }

  private func refusal(of text: String) -> SettingError {
    SettingError(option: option, values: form.values, found: text)
  }
}

/// A row of the table, whatever the type of its values.
package protocol SettingRow: Sendable {
  /// The name in files, such as `batch_size`.
  var key: String { get }
  /// The name on the command line, such as `batch-size`, without the dashes before it.
  var option: String { get }
  /// What it decides, as a sentence.
  var help: String { get }
  /// What stands for a value in help.
  var placeholder: String { get }
  /// The default as it would be typed; nil where it is the empty list.
  var defaultText: String? { get }
  /// The values by name, where they have names.
  var choices: [String] { get }
  /// The values, as they follow "takes".
  var values: String { get }
  /// Whether the option may be repeated, each time with an element of a list.
  var isRepeated: Bool { get }
  /// Whether it can be turned while training goes on.
  var isKnob: Bool { get }
  /// Whether files have it since their first version; in others it may be missing, which means its default.
  var isInEveryFile: Bool { get }

  /// Sets it to what arguments of its option stand for; with several, each is an element, or the last counts.
  ///
  /// - Throws: `SettingError` where one of them stands for nothing that the setting can have.
  func set(_ configuration: inout TrainingConfiguration, arguments: [String]) throws(SettingError)
  /// Its name and value in `info`; nil where that shows it otherwise.
  func info(_ configuration: TrainingConfiguration) -> (name: String, value: String)?

  /// Its value as the metadata of a model file has it.
  func text(_ configuration: TrainingConfiguration) -> String
  /// Sets it to what the metadata of a model file says; false where that stands for no value.
  func set(_ configuration: inout TrainingConfiguration, text: String) -> Bool
  /// Its value as `config.json` has it.
  func json(_ configuration: TrainingConfiguration) -> JSONText
  /// Sets it to what `config.json` says.
  ///
  /// - Throws: `SettingError` where that stands for no value.
  func set(_ configuration: inout TrainingConfiguration, json: JSONText) throws(SettingError)

  /// The value in a knob's setting as it is typed; nil where the setting is another knob's.
  func text(_ setting: KnobSetting) -> String?
  /// The setting of this knob to what a text stands for; nil where it is no knob, or the text no value.
  func knobSetting(_ text: String) -> KnobSetting?
  /// The knob's value as JSON; nil where it is no knob.
  func json(_ knobs: Knobs) -> JSONText?
  /// Sets the knob to what JSON says; false where that stands for no value, or it is no knob.
  func set(_ knobs: inout Knobs, json: JSONText) -> Bool
  /// Sets the knob to what a setting says, where it is this knob's.
  func turn(_ knobs: inout Knobs, to setting: KnobSetting, step: Int)
}

extension Setting: SettingRow {
  package var defaultText: String? {
    let text = form.write(defaultValue)
    return text.isEmpty ? nil : text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
  package var choices: [String] { form.choices }
  package var values: String { form.values }
  package var isRepeated: Bool { form.readArguments != nil }
  package var isKnob: Bool { knob != nil }

  package func set(
    _ configuration: inout TrainingConfiguration, arguments: [String]
  ) throws(SettingError) {
    if let readArguments = form.readArguments {
      switch readArguments(arguments) {
      case .success(let value): configuration[keyPath: path] = value
      case .failure(let argument): throw refusal(of: argument.text)
      }
    } else if let last = arguments.last {
      configuration[keyPath: path] = try value(of: last)
    }
  }

  package func info(_ configuration: TrainingConfiguration) -> (name: String, value: String)? {
    guard let info else { return nil }
    let value = form.describe(configuration[keyPath: path])
    return (info, unit.map { "\(value) \($0)" } ?? value)
  }

  package func text(_ configuration: TrainingConfiguration) -> String {
    form.write(configuration[keyPath: path])
  }

  package func set(_ configuration: inout TrainingConfiguration, text: String) -> Bool {
    guard let value = form.read(text) else { return false }
    configuration[keyPath: path] = value
    return true
  }

  package func json(_ configuration: TrainingConfiguration) -> JSONText {
    form.json(configuration[keyPath: path])
  }

  package func set(_ configuration: inout TrainingConfiguration, json: JSONText) throws(SettingError) {
    guard let value = form.fromJSON(json) else { throw refusal(of: "\(json)") }
    configuration[keyPath: path] = value
  }

  package func text(_ setting: KnobSetting) -> String? { knob?.value(setting).map(form.write) }

  package func knobSetting(_ text: String) -> KnobSetting? {
    guard let knob, let value = form.read(text) else { return nil }
    return knob.setting(value)
  }

  package func json(_ knobs: Knobs) -> JSONText? { knob.map { form.json(knobs[keyPath: $0.path]) } }

  package func set(_ knobs: inout Knobs, json: JSONText) -> Bool {
    guard let knob, let value = form.fromJSON(json) else { return false }
    knobs[keyPath: knob.path] = value
    return true
  }

  package func turn(_ knobs: inout Knobs, to setting: KnobSetting, step: Int) {
    guard let knob, let value = knob.value(setting) else { return }
    knobs[keyPath: knob.path] = value
    knob.onTurn?(&knobs, step)
  }
}

/// How a setting is turned while training goes on.
struct KnobForm<Value: Sendable>: Sendable {
  /// Where the knobs have it.
  let path: WritableKeyPath<Knobs, Value> & Sendable
  /// The knob's setting to a value.
  let setting: @Sendable (Value) -> KnobSetting
  /// The value in a setting; nil where it is another knob's.
  let value: @Sendable (KnobSetting) -> Value?
  /// What else a turn after so many steps does.
  let onTurn: (@Sendable (_ knobs: inout Knobs, _ step: Int) -> Void)?

  init(
    _ path: WritableKeyPath<Knobs, Value> & Sendable, _ setting: @escaping @Sendable (Value) -> KnobSetting,
    value: @escaping @Sendable (KnobSetting) -> Value?,
    onTurn: (@Sendable (_ knobs: inout Knobs, _ step: Int) -> Void)? = nil
  ) {
    self.path = path
    self.setting = setting
    self.value = value
    self.onTurn = onTurn
  }
}

/// Why a setting cannot have a value.
public struct SettingError: Error, Sendable, Equatable {
  /// The name of the setting's option.
  public let option: String
  /// The values that it can have, as they follow "takes".
  public let values: String
  /// What was found in place of one.
  public let found: String

  /// The values, and what was found: `takes an integer from 1 to 9, not 0`.
  public var explanation: String {
    let isNumber = Double(found) != nil
    let shown = found.count > 60 ? found.prefix(60) + "..." : found
    return "takes \(values), not " + (isNumber ? shown : "'\(shown)'").printable
  }
}

extension SettingError: CustomStringConvertible {
  /// One line for the command line: what, where, and how to fix it.
  public var description: String { "--\(option) \(explanation)" }
}
