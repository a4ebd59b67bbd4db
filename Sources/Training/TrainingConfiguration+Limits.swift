extension TrainingConfiguration {
  /// How wide a hidden layer can be.
  public static let layerWidths = 1...16_384
  /// How many hidden layers there can be.
  public static let mostLayers = 16
  /// How many latent dimensions there can be.
  public static let latentSizes = 1...4_096
  /// How many images a step can take.
  public static let batchSizes = 1...65_536
  /// How many epochs a run can have.
  public static let epochCounts = 1...1_000_000
  /// How many epochs beta can take to come to its value.
  public static let warmUps = 0...1_000_000
  /// The steps after which a knob can be turned.
  public static let turnSteps = 0...1 << 40
  /// How many threads can share a step's work.
  public static let threadCounts = 1...256

  /// Whether a learning rate can be computed with: in `Float` a number above 0.
  public static func isLearningRate(_ value: Double) -> Bool {
    Float(value).isFinite && Float(value) > 0
  }

  /// Whether a weight, such as beta, can be computed with: in `Float` a number from 0 up.
  public static func isWeight(_ value: Double) -> Bool {
    Float(value).isFinite && value >= 0
  }

  static func learningRate(_ text: String) -> Double? {
    Double(text).flatMap { isLearningRate($0) ? $0 : nil }
  }

  static func weight(_ text: String) -> Double? {
    Double(text).flatMap { isWeight($0) ? $0 : nil }
  }
}
