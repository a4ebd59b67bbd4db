import VAECore

/// Everything that decides what a training run computes, but for the data itself.
///
/// `Settings` is the table of these: their names, limits, and forms in files and on the command line.
public struct TrainingConfiguration: Sendable, Equatable {
  /// The name or path of the data, as the user gave it.
  public var data: String
  /// The widths of the encoder's hidden layers; the decoder mirrors them.
  public var hidden: [Int]
  /// How many latent dimensions there are.
  public var latentSize: Int
  /// How many times the training images are gone through.
  public var epochs: Int
  /// How many images one step takes.
  public var batchSize: Int
  /// Adam's step size.
  public var learningRate: Double
  /// The weight of the KL in the objective; 1 makes the objective the negative ELBO.
  public var beta: Double
  /// Over how many epochs beta rises from 0 to its value; with 0 it has its value at once.
  public var warmUp: Int
  /// The nats of each latent dimension's KL that cost nothing.
  ///
  /// Source: Kingma et al. 2016, arXiv 1606.04934, appendix C.8.
  public var freeBits: Double
  /// The knobs that are to be turned during the run, in the order of their steps.
  public var turns: [KnobTurn]
  /// What every random number is drawn from.
  public var seed: UInt64
  /// In which numbers the large products are computed.
  public var precision: Learner.Precision

  /// The settings that `latentwalk` alone trains with, each of which an argument replaces.
  public init(
    data: String = "mnist", hidden: [Int] = [512, 256], latentSize: Int = 2, epochs: Int = 20,
    batchSize: Int = 128, learningRate: Double = 0.001, beta: Double = 1, warmUp: Int = 0,
    freeBits: Double = 0, turns: [KnobTurn] = [], seed: UInt64 = 1, precision: Learner.Precision = .fp32
  ) {
    self.data = data
    self.hidden = hidden
    self.latentSize = latentSize
    self.epochs = epochs
    self.batchSize = batchSize
    self.learningRate = learningRate
    self.beta = beta
    self.warmUp = warmUp
    self.freeBits = freeBits
    self.turns = turns
    self.seed = seed
    self.precision = precision
  }

  /// What the run minimizes.
  public var objective: Objective { .elbo }
}
