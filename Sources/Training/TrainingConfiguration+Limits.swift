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
  /// How many threads can share a step's work.
  public static let threadCounts = 1...256
}
