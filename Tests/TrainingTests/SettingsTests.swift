import Formats
import TestSupport
import Testing
import VAECore

@testable import Training

@Suite struct SettingsTests {
  /// A configuration in which nothing is at its default.
  static let changed = TrainingConfiguration(
    data: "my \"data\",\n2", hidden: [5, 400], latentSize: 7, epochs: 3, batchSize: 50,
    learningRate: 0.1 + 0.2,
    beta: 1e-7, warmUp: 4, freeBits: 0.25,
    turns: [
      KnobTurn(step: 7, setting: .beta(2)), KnobTurn(step: 7, setting: .warmUp(epochs: 1)),
      KnobTurn(step: 1 << 40, setting: .learningRate(1e-30)),
    ], seed: .max, precision: .bf16)

  @Test("every row has a key and an option of its own, and its default is a value that it can have")
  func rows() {
    #expect(Set(Settings.all.map(\.key)).count == Settings.all.count)
    #expect(Set(Settings.all.map(\.option)).count == Settings.all.count)
    for row in Settings.all {
      var configuration = TrainingConfiguration()
      #expect(row.set(&configuration, text: row.text(configuration)), "\(row.key)")
      #expect(configuration == TrainingConfiguration(), "\(row.key)")
      #expect(row.text(Self.changed) != row.text(configuration), "\(row.key) is not changed")
      #expect(!row.help.isEmpty && row.help.hasSuffix("."), "\(row.key)")
    }
  }

  @Test("each row sets what it reads from text, from JSON and from arguments, and nothing else")
  func sets() throws {
    for row in Settings.all {
      var configurations = [TrainingConfiguration](repeating: TrainingConfiguration(), count: 3)
      #expect(row.set(&configurations[0], text: row.text(Self.changed)), "\(row.key)")
      try row.set(&configurations[1], json: row.json(Self.changed))
      let arguments = row.isRepeated ? Self.changed.turns.map(String.init) : [row.text(Self.changed)]
      try row.set(&configurations[2], arguments: arguments)
      for configuration in configurations {
        for other in Settings.all {
          let expected = other.key == row.key ? Self.changed : TrainingConfiguration()
          #expect(other.text(configuration) == other.text(expected), "\(other.key) by \(row.key)")
        }
      }
    }
  }

  @Test("of an option that is given twice the last counts; turns are put in the order of their steps")
  func repeated() throws {
    var configuration = TrainingConfiguration()
    try Settings.epochs.set(&configuration, arguments: ["3", "5"])
    #expect(configuration.epochs == 5)
    try Settings.turns.set(&configuration, arguments: ["9:beta=1", "4:beta=2", "9:beta=3"])
    #expect(configuration.turns.map(String.init) == ["4:beta=2.0", "9:beta=1.0", "9:beta=3.0"])
    #expect(Settings.turns.set(&configuration, text: "9:beta=1,4:beta=2"))
    #expect(configuration.turns.map(\.step) == [4, 9])
  }

  /// Texts that are no values, and what the error says that the option takes.
  static let refused: [(row: any SettingRow, text: String, error: String)] = [
    (Settings.batchSize, "0", "--batch-size takes an integer from 1 to 65536, not 0"),
    (Settings.batchSize, "1.5", "--batch-size takes an integer from 1 to 65536, not 1.5"),
    (Settings.epochs, "many", "--epochs takes an integer from 1 to 1000000, not 'many'"),
    (Settings.learningRate, "0", "--learning-rate takes a number above 0 that a Float can hold, not 0"),
    (
      Settings.learningRate, "1e-60",
      "--learning-rate takes a number above 0 that a Float can hold, not 1e-60"
    ),
    (Settings.beta, "-1e-60", "--beta takes a number from 0 up that a Float can hold, not -1e-60"),
    (Settings.freeBits, "nan", "--free-bits takes a number from 0 up that a Float can hold, not nan"),
    (
      Settings.hidden, "5,,4",
      "--hidden takes 1 to 16 integers from 1 to 16384 with commas between, not '5,,4'"
    ),
    (
      Settings.hidden, "",
      "--hidden takes 1 to 16 integers from 1 to 16384 with commas between, not ''"
    ),
    (Settings.precision, "fp8", "--precision takes fp32 or bf16, not 'fp8'"),
    (Settings.seed, "-1", "--seed takes an integer from 0 to 18446744073709551615, not -1"),
    (
      Settings.turns, "6:beta",
      "--turn takes a step, a knob and a value that it can have, such as 1200:beta=4, not '6:beta'"
    ),
  ]

  @Test("what is no value of a setting is refused with one line that says what it takes", arguments: refused)
  func refuses(row: (row: any SettingRow, text: String, error: String)) {
    var configuration = Self.changed
    let error = #expect(throws: SettingError.self) {
      try row.row.set(&configuration, arguments: [row.text])
    }
    #expect(error.map { "\($0)" } == row.error)
    #expect(configuration == Self.changed)
    #expect(row.row.isRepeated || !row.row.set(&configuration, text: row.text))
  }

  @Test("every knob can be turned to what it is typed as, is set by that, and differs from the others")
  func knobs() throws {
    let settings: [KnobSetting] = [.learningRate(0.5), .beta(3), .warmUp(epochs: 7), .freeBits(0.75)]
    #expect(Settings.knobs.count == settings.count)
    for (row, setting) in zip(Settings.knobs, settings) {
      #expect(setting.name == row.option)
      #expect(KnobSetting("\(setting)") == setting)
      #expect(settings.filter { $0.isKnob(of: row) } == [setting])
      var knobs = Knobs(TrainingConfiguration())
      knobs.apply(KnobTurn(step: 9, setting: setting))
      var configuration = TrainingConfiguration()
      #expect(row.set(&configuration, text: row.text(setting) ?? ""))
      var expected = Knobs(configuration)
      if case .warmUp = setting { expected.warmUp.start = 9 }
      #expect(knobs == expected)
    }
  }

  @Test("the guide has the table of settings")
  func guide() throws {
    let guide = String(decoding: try WholeFile.read(Repository.root + "/docs/training.md"), as: UTF8.self)
    #expect(guide.contains("\n\n\(Settings.guide)\n\n"), "docs/training.md should have:\n\(Settings.guide)")
  }

  @Test("the README lists every option with its default")
  func readme() throws {
    let readme = String(decoding: try WholeFile.read(Repository.root + "/README.md"), as: UTF8.self)
    for row in Settings.all where row.key != "data" {
      let value =
        row.choices.isEmpty
        ? row.defaultText ?? row.placeholder.uppercased() : row.choices.joined(separator: "|")
      #expect(readme.contains("`--\(row.option) \(value)`"), "--\(row.option) \(value)")
    }
  }
}

@Suite struct ConfigurationFileTests {
  private func read(_ text: String) throws -> TrainingConfiguration {
    try TrainingConfiguration(JSONText(parsing: Array(text.utf8)[...], path: "c.json"), path: "c.json")
  }

  @Test("a configuration reads back as it was written, in JSON and in a file")
  func readsBack() throws {
    for configuration in [TrainingConfiguration(), SettingsTests.changed] {
      #expect(try read("\(configuration.json)") == configuration)
      let directory = try TemporaryDirectory()
      let run = RunDirectory(path: directory["run"])
      try run.create(configuration)
      #expect(try TrainingConfiguration(contentsOf: run.configurationPath) == configuration)
    }
  }

  @Test("the config.json of a run of version 1 is read")
  func version1() throws {
    let run = RunDirectory(path: Repository.root + "/Tests/ModelFilesTests/Fixtures/version-1")
    let trained = try TrainedModel(contentsOf: run.modelPath)
    #expect(try TrainingConfiguration(contentsOf: run.configurationPath) == trained.configuration)
  }

  @Test("settings that came later may be missing, and are at their defaults then")
  func older() throws {
    let configuration = try read(
      #"{"data":"d","hidden":[3],"latent_size":2,"epochs":1,"batch_size":8,"learning_rate":1,"beta":2,"seed":7}"#
    )
    #expect(
      configuration
        == TrainingConfiguration(
          data: "d", hidden: [3], epochs: 1, batchSize: 8, learningRate: 1, beta: 2, seed: 7))
  }

  /// What was done to a `config.json`, and what the error says.
  static let damages: [(part: String, replacement: String, words: [String])] = [
    ("\"epochs\":20,", "", ["\"epochs\" is missing"]),
    ("\"epochs\"", "\"epoch\"", ["\"epoch\"", "latent_size"]),
    ("\"epochs\":20", "\"epochs\":0", ["\"epochs\" takes an integer from 1", "not 0"]),
    ("\"epochs\":20", "\"epochs\":\"20\"", ["\"epochs\""]), ("\"epochs\":20", "\"epochs\":2.5", ["not 2.5"]),
    ("\"epochs\":20", "\"epochs\":null", ["'null'"]), ("[512,256]", "[]", ["\"hidden\""]),
    ("[512,256]", "[512,null]", ["\"hidden\""]), ("[512,256]", "512", ["\"hidden\""]),
    ("\"beta\":1", "\"beta\":-1", ["\"beta\""]), ("\"beta\":1", "\"beta\":1e300", ["\"beta\""]),
    ("\"turns\":[]", "\"turns\":[\"5:beta\"]", ["\"turns\""]),
    ("\"turns\":[]", "\"turns\":[7]", ["\"turns\""]),
    ("\"seed\":\"1\"", "\"seed\":\"x\"", ["\"seed\""]), ("\"seed\":\"1\"", "\"seed\":-1", ["\"seed\""]),
    ("fp32", "fp8", ["fp32 or bf16"]), ("\"mnist\"", "7", ["\"data\""]),
    ("\"epochs\":20", "\"epochs\":20,\"\u{9b}2J\":1", ["there is no setting"]),
  ]

  @Test(
    "a config.json that does not hold settings is an error that says what, where and how to fix it",
    arguments: damages)
  func damaged(row: (part: String, replacement: String, words: [String])) throws {
    let text = "\(TrainingConfiguration().json)"
    #expect(text.contains(row.part))
    let error = #expect(throws: ConfigurationError.self) {
      try read(text.replacing(row.part, with: row.replacement, maxReplacements: 1))
    }
    let message = "\(try #require(error))"
    #expect(message.hasPrefix("c.json: "))
    #expect(row.words.allSatisfy { message.contains($0) }, "\(message)")
    #expect(!message.unicodeScalars.contains("\u{9b}") && !message.contains("\n"))
  }

  @Test("what is no object holds no settings", arguments: ["[]", "7", "null", "\"data\""])
  func notSettings(text: String) {
    #expect(throws: ConfigurationError.notSettings(path: "c.json")) { try read(text) }
  }
}
