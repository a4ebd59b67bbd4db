import Datasets
import Training
import VAECore

/// A training run with everything found and checked that it needs before its first step.
struct TrainingPlan {
  let job: TrainingJob
  let imageWidth: Int
  let imageHeight: Int

  /// Reads the images' size, chooses the kernels and names the run's directory.
  init(
    configuration: TrainingConfiguration, location: DatasetLocation, runDirectory: String?, threads: Int?,
    secondsBetweenSnapshots: Double
  ) throws {
    let environment = ProcessFacts.environment
    let kernels = try Kernels.best(environment: environment)
    let (width, height) = try location.imageSize()
    let architecture = Architecture(
      pixels: width * height, hidden: configuration.hidden, latentSize: configuration.latentSize)
    try architecture.validate()
    let directory = RunDirectory(
      path: runDirectory ?? RunPlaces(environment).newRun(data: location.name, time: ProcessFacts.timestamp))
    job = TrainingJob(
      configuration: configuration, model: VAE(architecture, seed: configuration.seed),
      threads: threads ?? ProcessFacts.processorCount, kernels: kernels,
      secondsBetweenSnapshots: secondsBetweenSnapshots,
      loadData: { progress in try location.load(progress: progress) },
      openRun: { try directory.create(configuration) },
      save: { snapshot in
        let file = ModelFile(
          model: snapshot.model, imageWidth: width, imageHeight: height,
          configuration: snapshot.configuration, step: snapshot.step, test: snapshot.epochs.last?.test)
        try file.write(to: directory.modelPath)
        return directory.modelPath
      },
      clock: ProcessFacts.monotonicSeconds)
    imageWidth = width
    imageHeight = height
  }
}
