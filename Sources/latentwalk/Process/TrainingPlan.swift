import Datasets
import Training
import VAECore

/// A training run with everything found and checked that it needs before its first step.
struct TrainingPlan {
  let job: TrainingJob

  /// Reads the images' size and chooses the kernels; the run's directory is made when the data is read.
  init(
    configuration: TrainingConfiguration, location: DatasetLocation, runDirectory: String?, threads: Int?,
    secondsBetweenSnapshots: Double, momentBytes: Int, isAttended: Bool
  ) throws {
    let environment = ProcessFacts.environment
    let kernels = try ProcessFacts.kernels()
    try kernels.check(configuration.precision)
    let (width, height) = try location.imageSize()
    let architecture = Architecture(
      image: ImageShape(width: width, height: height), hidden: configuration.hidden,
      latentSize: configuration.latentSize)
    try architecture.validate()
    let newRun = RunPlaces(environment).newRun(data: location.name, time: ProcessFacts.timestamp)
    job = TrainingJob(
      configuration: configuration, model: VAE(architecture, seed: configuration.seed),
      threads: threads ?? ProcessFacts.defaultThreads, kernels: kernels,
      secondsBetweenSnapshots: secondsBetweenSnapshots,
      loadData: { progress in try location.load(progress: progress) },
      openRun: {
        let directory: RunDirectory
        if let runDirectory {
          directory = RunDirectory(path: runDirectory)
          try directory.create(configuration)
        } else {
          directory = try RunDirectory.createNew(at: newRun, configuration)
        }
        return { snapshot in
          var configuration = snapshot.configuration
          configuration.turns = snapshot.turns
          let file = TrainedModel(
            model: snapshot.model, configuration: configuration, step: snapshot.step,
            test: snapshot.test?.point.loss)
          try directory.save(file, RunHistory(snapshot))
          return directory.modelPath
        }
      },
      clock: ProcessFacts.monotonicSeconds, momentBytes: momentBytes, isAttended: isAttended)
  }
}
