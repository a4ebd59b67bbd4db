import Datasets
import Training
import VAECore

/// Small images of bars that a tiny network learns in a few steps.
enum Bars {
  static let width = 6
  static let height = 6

  static func images(_ count: Int) -> ImageSet {
    var pixels: [UInt8] = []
    for number in 0..<count {
      for row in 0..<height {
        for column in 0..<width {
          let isOn = number.isMultiple(of: 2) ? column == number / 2 % width : row == number / 2 % height
          pixels.append(isOn ? 255 : 0)
        }
      }
    }
    return ImageSet(width: width, height: height, pixels: pixels, labels: (0..<count).map { UInt8($0 % 2) })
  }

  static let dataset = ImageDataset(name: "bars", train: images(96), test: images(24))
}

extension TrainingJob {
  /// A job over bars, with a clock that ticks a thousandth of a second each time it is read.
  static func bars(
    _ configuration: TrainingConfiguration, threads: Int = 1, secondsBetweenSnapshots: Double = 0,
    load: @escaping @Sendable (_ progress: (Double) -> Void) throws -> ImageDataset = { _ in Bars.dataset },
    openRun: @escaping @Sendable () throws -> Void = {},
    save: @escaping @Sendable (TrainingSnapshot) throws -> String = { _ in "kept" },
    keyframeBytes: Int = 0, isAttended: Bool = false
  ) throws -> TrainingJob {
    let architecture = Architecture(
      pixels: Bars.width * Bars.height, hidden: configuration.hidden, latentSize: configuration.latentSize)
    let clock = TickingClock()
    return TrainingJob(
      configuration: configuration, model: try VAE(architecture, seed: configuration.seed), threads: threads,
      kernels: Kernels.best, secondsBetweenSnapshots: secondsBetweenSnapshots,
      loadData: load,
      openRun: {
        try openRun()
        return save
      }, clock: { clock.next() }, keyframeBytes: keyframeBytes, isAttended: isAttended)
  }
}

/// Settings under which bars are learnt.
func barsConfiguration(epochs: Int, learningRate: Double = 0.01, seed: UInt64 = 3) -> TrainingConfiguration {
  TrainingConfiguration(
    data: "bars", hidden: [16], latentSize: 2, epochs: epochs, batchSize: 16, learningRate: learningRate,
    seed: seed)
}
