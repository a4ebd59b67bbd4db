import Datasets
import VAECore

/// A training run with everything found and checked that it needs before its first step.
public struct TrainingPlan: Sendable {
  /// The run, ready to be started.
  public let job: TrainingJob

  /// Where a run is kept.
  public enum Place: Sendable, Equatable {
    /// A directory that has no run yet.
    case directory(String)
    /// A directory that is made for the run, with a number after the path where that is taken.
    case new(at: String)
  }

  /// How a run is watched.
  public struct Watching: Sendable {
    /// Seconds between snapshots.
    public let secondsBetweenSnapshots: Double
    /// How many bytes the keyframes may take; 0 keeps none.
    public let keyframeBytes: Int
    /// Whether somebody sits before it: see `TrainingJob.isAttended`.
    public let isAttended: Bool

    /// A way to watch a run.
    public init(secondsBetweenSnapshots: Double, keyframeBytes: Int = 0, isAttended: Bool = false) {
      self.secondsBetweenSnapshots = secondsBetweenSnapshots
      self.keyframeBytes = keyframeBytes
      self.isAttended = isAttended
    }
  }

  /// Reads the images' size and checks the settings; the run's directory is made once the data is read.
  ///
  /// - Throws: `KernelError` where the kernels cannot compute in the precision, `DatasetError` where the images cannot
  ///   be read, `ArchitectureError` where no model can be built for them.
  public init(
    _ configuration: TrainingConfiguration, on location: DatasetLocation, keptIn place: Place,
    watching: Watching, threads: Int, kernels: Kernels, clock: @escaping @Sendable () -> Double
  ) throws {
    try kernels.check(configuration.precision)
    let (width, height) = try location.imageSize()
    let architecture = Architecture(
      image: ImageShape(width: width, height: height), hidden: configuration.hidden,
      latentSize: configuration.latentSize)
    try architecture.validate()
    job = TrainingJob(
      configuration: configuration, model: try VAE(architecture, seed: configuration.seed), threads: threads,
      kernels: kernels, secondsBetweenSnapshots: watching.secondsBetweenSnapshots,
      loadData: { progress in try location.load(progress: progress) },
      openRun: {
        let directory = try Self.open(place, configuration)
        return { snapshot in
          try directory.save(TrainedModel(snapshot), RunHistory(snapshot))
          return directory.modelPath
        }
      },
      clock: clock, keyframeBytes: watching.keyframeBytes, isAttended: watching.isAttended)
  }

  private static func open(_ place: Place, _ configuration: TrainingConfiguration) throws -> RunDirectory {
    switch place {
    case .directory(let path):
      let directory = RunDirectory(path: path)
      try directory.create(configuration)
      return directory
    case .new(let path):
      return try RunDirectory.createNew(at: path, configuration)
    }
  }
}

extension TrainedModel {
  /// The model of a snapshot, with the knobs as they were turned by then.
  init(_ snapshot: TrainingSnapshot) {
    var configuration = snapshot.configuration
    configuration.turns = snapshot.turns
    self.init(
      model: snapshot.model, configuration: configuration, step: snapshot.step,
      test: snapshot.test?.point.loss)
  }
}
