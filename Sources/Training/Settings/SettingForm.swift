import Formats
import ModelFiles

/// Which values a setting can have, and how they are written and read.
struct SettingForm<Value: Sendable>: Sendable {
  /// The values, as they follow "takes".
  let values: String
  /// The values by name, where they have names.
  var choices: [String] = []
  /// The text of a value, which reads back as the same one.
  let write: @Sendable (Value) -> String
  /// The value that a text stands for; nil where it stands for none.
  let read: @Sendable (String) -> Value?
  /// The value in JSON.
  let json: @Sendable (Value) -> JSONText
  /// The value that JSON stands for; nil where it stands for none.
  let fromJSON: @Sendable (JSONText) -> Value?
  /// The value as `info` shows it.
  let describe: @Sendable (Value) -> String
  /// The list whose elements are the arguments of an option that may be repeated, or the argument that is none.
  let readArguments: (@Sendable ([String]) -> Result<Value, BadArgument>)?

  /// An argument that stands for no value.
  struct BadArgument: Error {
    let text: String
  }

  init(
    _ values: String, write: @escaping @Sendable (Value) -> String,
    read: @escaping @Sendable (String) -> Value?, json: @escaping @Sendable (Value) -> JSONText,
    fromJSON: @escaping @Sendable (JSONText) -> Value?, describe: (@Sendable (Value) -> String)? = nil,
    readArguments: (@Sendable ([String]) -> Result<Value, BadArgument>)? = nil
  ) {
    self.values = values
    self.write = write
    self.read = read
    self.json = json
    self.fromJSON = fromJSON
    self.describe = describe ?? write
    self.readArguments = readArguments
  }
}

extension SettingForm<String> {
  /// Any text.
  static let text = SettingForm(
    "text", write: { $0 }, read: { $0 }, json: { .string($0) }, fromJSON: \.stringValue)
}

extension SettingForm<Int> {
  /// The integers of a range.
  static func integer(_ range: ClosedRange<Int>) -> SettingForm {
    SettingForm(
      "an integer from \(range.lowerBound) to \(range.upperBound)", write: { String($0) },
      read: { Int($0).flatMap { range.contains($0) ? $0 : nil } }, json: { .integer($0) },
      fromJSON: { $0.integerValue.flatMap { range.contains($0) ? $0 : nil } })
  }
}

extension SettingForm<Double> {
  // What is computed with is a Float, in which the smallest numbers are 0 and the largest infinite.

  /// The numbers above 0.
  static let positive = number("a number above 0 that a Float can hold") { $0 > 0 }
  /// The numbers from 0.
  static let nonnegative = number("a number from 0 up that a Float can hold") { $0 >= 0 }

  private static func number(
    _ values: String, where isValid: @escaping @Sendable (Float) -> Bool
  ) -> SettingForm {
    @Sendable func checked(_ value: Double) -> Double? {
      // A small negative number is 0 in Float.
      Float(value).isFinite && isValid(Float(value)) && value >= 0 ? value : nil
    }
    return SettingForm(
      values, write: { String($0) }, read: { Double($0).flatMap(checked) }, json: { .number($0) },
      fromJSON: { $0.numberValue.flatMap(checked) })
  }
}

extension SettingForm<UInt64> {
  /// All 64-bit seeds; strings in JSON, whose readers hold numbers in 53 bits.
  static let seed = SettingForm(
    "an integer from 0 to \(UInt64.max)", write: { String($0) }, read: { UInt64($0) },
    json: { .string(String($0)) },
    fromJSON: { json in
      json.stringValue.flatMap { UInt64($0) } ?? json.integerValue.flatMap { UInt64(exactly: $0) }
    })
}

extension SettingForm<[Int]> {
  /// One width of a range or more, with commas between.
  static func widths(_ range: ClosedRange<Int>, atMost count: Int) -> SettingForm {
    @Sendable func checked(_ widths: [Int]?) -> [Int]? {
      guard let widths, 1...count ~= widths.count, widths.allSatisfy(range.contains) else { return nil }
      return widths
    }
    return SettingForm(
      "1 to \(count) integers from \(range.lowerBound) to \(range.upperBound) with commas between",
      write: { $0.map(String.init).joined(separator: ",") }, read: { checked($0.list { Int($0) }) },
      json: { .array($0.map { .integer($0) }) },
      fromJSON: { checked($0.arrayValue?.allMapped(\.integerValue)) })
  }
}

extension SettingForm where Value: RawRepresentable<String> & CaseIterable {
  /// The cases of an enumeration by their names.
  static var choice: SettingForm {
    let names = Value.allCases.map(\.rawValue)
    var form = SettingForm(
      (names.dropLast(2) + [names.suffix(2).joined(separator: " or ")]).joined(separator: ", "),
      write: { $0.rawValue }, read: { Value(rawValue: $0) },
      json: { .string($0.rawValue) }, fromJSON: { $0.stringValue.flatMap { Value(rawValue: $0) } })
    form.choices = names
    return form
  }
}

extension SettingForm<[KnobTurn]> {
  /// Turns of knobs, by their steps; those after the same step stay in their order.
  static let turns = SettingForm(
    "a step, a knob and a value that it can have, such as 1200:beta=4",
    write: { $0.map(String.init).joined(separator: ",") }, read: { $0.list(KnobTurn.init)?.inOrder },
    json: { .array($0.map { .string("\($0)") }) },
    fromJSON: { $0.arrayValue?.allMapped { $0.stringValue.flatMap(KnobTurn.init) }?.inOrder },
    describe: { $0.isEmpty ? "none" : $0.map(String.init).joined(separator: " ") },
    readArguments: { arguments in
      var turns: [KnobTurn] = []
      for argument in arguments {
        guard let turn = KnobTurn(argument) else { return .failure(BadArgument(text: argument)) }
        turns.append(turn)
      }
      return .success(turns.inOrder)
    })
}

extension [KnobTurn] {
  fileprivate var inOrder: [KnobTurn] {
    enumerated().sorted { ($0.element.step, $0.offset) < ($1.element.step, $1.offset) }.map(\.element)
  }
}
