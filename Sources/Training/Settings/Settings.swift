import VAECore

/// The table of a run's settings: a row for each.
///
/// Command-line options with their help and errors, `config.json`, the metadata of model files, the rows of `info` and
/// the knobs of `--turn` are made from it. A new setting is a row here, a property of `TrainingConfiguration`, and
/// what computes with it.
public enum Settings {
  /// All settings, in the order in which files and help list them.
  package static let all: [any SettingRow] = [
    data, hidden, latentSize, epochs, batchSize, learningRate, beta, warmUp, freeBits, turns, seed, precision,
  ]

  /// The settings that can be turned while training goes on.
  package static let knobs: [any SettingRow] = all.filter(\.isKnob)

  /// The data's name or path.
  public static let data = Setting(
    "data", \.data, .text, help: "The name or path of the data.", info: "data", isInEveryFile: true)

  /// The widths of hidden layers.
  public static let hidden = Setting(
    "hidden", \.hidden, .widths(1...16_384, atMost: 16), help: "The widths of the encoder's hidden layers.",
    placeholder: "width,width", isInEveryFile: true)

  /// The number of latent dimensions.
  public static let latentSize = Setting(
    "latent_size", \.latentSize, .integer(1...4_096), help: "How many latent dimensions.", isInEveryFile: true
  )

  /// The number of epochs.
  public static let epochs = Setting(
    "epochs", \.epochs, .integer(1...1_000_000), help: "How many times to go through the training images.",
    isInEveryFile: true)

  /// The number of images that a step takes.
  public static let batchSize = Setting(
    "batch_size", \.batchSize, .integer(1...65_536), help: "How many images a step takes.",
    info: "batch size",
    isInEveryFile: true)

  /// Adam's step size.
  public static let learningRate = Setting(
    "learning_rate", \.learningRate, .positive, help: "Adam's step size.", info: "learning rate",
    isInEveryFile: true,
    knob: KnobForm(\.learningRate, KnobSetting.learningRate) {
      if case .learningRate(let value) = $0 { value } else { nil }
    })

  /// The weight of the KL.
  public static let beta = Setting(
    "beta", \.beta, .nonnegative, help: "The weight of the KL in the objective.", info: "beta",
    isInEveryFile: true,
    knob: KnobForm(\.beta, KnobSetting.beta) { if case .beta(let value) = $0 { value } else { nil } })

  /// The epochs of a warm-up.
  public static let warmUp = Setting(
    "warm_up", \.warmUp, .integer(0...1_000_000),
    help: "Over how many epochs beta rises from 0 to its value.",
    placeholder: "epochs", info: "warm-up", unit: "epochs",
    knob: KnobForm(\.warmUp.epochs, KnobSetting.warmUp) {
      if case .warmUp(let epochs) = $0 { epochs } else { nil }
    } onTurn: { knobs, step in
      knobs.warmUp.start = step
    })

  /// The nats of each latent dimension's KL that cost nothing.
  public static let freeBits = Setting(
    "free_bits", \.freeBits, .nonnegative, help: "How much of each latent dimension's KL costs nothing.",
    placeholder: "nats", info: "free bits", unit: "nats",
    knob: KnobForm(\.freeBits, KnobSetting.freeBits) {
      if case .freeBits(let value) = $0 { value } else { nil }
    })

  /// The knobs that are to be turned.
  public static let turns = Setting(
    "turns", \.turns, .turns,
    help: "Turn a knob after so many steps: 1200:beta=4, also \(otherKnobs); may be repeated.",
    option: "turn",
    placeholder: "step:knob=value", info: "knobs turned")

  /// The seed.
  public static let seed = Setting(
    "seed", \.seed, .seed, help: "What every random number is drawn from.", info: "seed", isInEveryFile: true)

  /// The precision of large products.
  public static let precision = Setting(
    "precision", \.precision, .choice,
    help: "fp32, or bf16: the large products in bfloat16, faster where the CPU has instructions for it.",
    info: "precision")

  /// The table of the guide, in Markdown, a line for each setting.
  package static var guide: String {
    let rows = all.map { row in
      let name = "`--\(row.option)`" + (row.key == row.option ? "" : ", `\(row.key)`")
      let notes = row.isKnob ? " A knob." : ""
      return
        "| \(name) | \(row.values) | \(row.defaultText.map { "`\($0)`" } ?? "none") | \(row.help)\(notes) |"
    }
    return (["| option, key in files | takes | default | decides |", "|---|---|---|---|"] + rows)
      .joined(separator: "\n")
  }

  private static var otherKnobs: String {
    let names = [learningRate.option, warmUp.option, freeBits.option]
    return names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
  }
}
