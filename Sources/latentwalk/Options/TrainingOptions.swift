import ArgumentParser
import Training
import VAECore

/// The settings of a training run.
struct TrainingOptions: ParsableArguments {
  @Option(help: "How many latent dimensions.")
  var latentSize = 2

  @Option(help: ArgumentHelp("The widths of the encoder's hidden layers.", valueName: "width,width"))
  var hidden = LayerWidths(values: [512, 256])

  @Option(help: "How many times to go through the training images.")
  var epochs = 20

  @Option(help: "How many images a step takes.")
  var batchSize = 128

  @Option(help: "Adam's step size.")
  var learningRate = 0.001

  @Option(help: "The weight of the KL divergence in the objective.")
  var beta = 1.0

  @Option(help: ArgumentHelp("Over how many epochs beta rises from 0 to its value.", valueName: "epochs"))
  var warmUp = 0

  @Option(
    help: ArgumentHelp("How much of each latent dimension's divergence costs nothing.", valueName: "nats"))
  var freeBits = 0.0

  @Option(
    name: .customLong("turn"),
    help: ArgumentHelp(
      "Turn a knob after so many steps: 1200:beta=4, also learning-rate, warm-up and free-bits; may be repeated.",
      valueName: "step:knob=value"))
  var turns: [KnobTurn] = []

  @Option(help: "What every random number is drawn from.")
  var seed: UInt64 = 1

  @Option(
    help: "fp32, or bf16: the large products in bfloat16, faster where the CPU has instructions for it.")
  var precision = Precision.fp32

  @Option(help: "How many threads share the work; without it as many as there are processors.")
  var threads: Int?

  mutating func validate() throws {
    try Self.check("--latent-size", latentSize, in: TrainingConfiguration.latentSizes)
    try Self.check("--epochs", epochs, in: TrainingConfiguration.epochCounts)
    try Self.check("--batch-size", batchSize, in: TrainingConfiguration.batchSizes)
    if let threads { try Self.check("--threads", threads, in: TrainingConfiguration.threadCounts) }
    try Self.check("--warm-up", warmUp, in: TrainingConfiguration.warmUps)
    // What is computed with is a Float, in which the smallest numbers are 0 and the greatest infinite.
    guard TrainingConfiguration.isLearningRate(learningRate) else {
      throw ValidationError(
        "--learning-rate takes a number above 0 that a Float can hold, not \(learningRate)")
    }
    for (option, value) in [("--beta", beta), ("--free-bits", freeBits)]
    where !TrainingConfiguration.isWeight(value) {
      throw ValidationError("\(option) takes a number from 0 up that a Float can hold, not \(value)")
    }
  }

  func configuration(data: String) -> TrainingConfiguration {
    TrainingConfiguration(
      data: data, hidden: hidden.values, latentSize: latentSize, epochs: epochs, batchSize: batchSize,
      learningRate: learningRate, beta: beta, warmUp: warmUp,
      freeBits: freeBits, turns: turnsInOrder, seed: seed, precision: precision)
  }

  /// The turns by their steps, those after the same step as they were given.
  private var turnsInOrder: [KnobTurn] {
    turns.enumerated().sorted { ($0.element.step, $0.offset) < ($1.element.step, $1.offset) }.map(\.element)
  }

  static func check(_ option: String, _ value: Int, in range: ClosedRange<Int>) throws {
    guard range.contains(value) else {
      throw ValidationError(
        "\(option) takes a number from \(range.lowerBound) to \(range.upperBound), not \(value)")
    }
  }
}

extension Precision: ExpressibleByArgument {}
extension KnobTurn: ExpressibleByArgument {}

/// Layer widths with commas between: `512,256`.
struct LayerWidths: ExpressibleByArgument {
  var values: [Int]

  init(values: [Int]) {
    self.values = values
  }

  init?(argument: String) {
    guard let values = [Int](commaSeparated: argument, in: TrainingConfiguration.layerWidths),
      values.count <= TrainingConfiguration.mostLayers
    else { return nil }
    self.values = values
  }

  var defaultValueDescription: String { values.map(String.init).joined(separator: ",") }
}

extension [Int] {
  /// One number or more with commas between, nothing where one of them is none or out of range.
  init?(commaSeparated text: String, in range: ClosedRange<Int>) {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    self = numbers.compactMap { $0 }
    guard count == numbers.count, allSatisfy(range.contains) else { return nil }
  }
}
