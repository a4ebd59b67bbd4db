import ArgumentParser
import Datasets
import Formats
import Training
import VAECore

/// `latentwalk explore`: the full screen over a finished model.
struct ExploreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore", abstract: "Walk the latent space of a model that was trained before.")

  @Argument(help: "A model file, or the directory of a run.")
  var modelOrRun: String

  @OptionGroup var data: DataOptions
  @OptionGroup var screen: ScreenOptions

  mutating func run() throws {
    let environment = ProcessFacts.environment
    let file = try ModelFile(contentsOf: ModelPath.resolve(modelOrRun))
    let location = try data.locate(or: file.configuration.data)
    guard try location.imageSize() == (file.imageWidth, file.imageHeight) else {
      throw CommandFailure.otherImageSize(file, location)
    }
    guard FullScreen.isPossible(environment) else {
      throw CommandFailure(
        "explore needs a terminal; run it without a pipe, and see that TERM names the terminal",
        status: ExitStatus.usage)
    }
    let finished = file.snapshot
    let mailbox = try Mailbox()
    let outcome = try FullScreen.explore(
      finished, imageWidth: file.imageWidth, imageHeight: file.imageHeight, mailbox: mailbox,
      options: screen, kernels: Kernels.best(environment: environment)
    ) {
      try NamedThread.start(name: "loading") {
        // Without its test images a model can still be walked, sampled and interpolated in.
        guard let dataset = try? location.load(progress: { _ in }) else { return }
        var snapshot = finished
        snapshot.dataset = dataset
        mailbox.publish(snapshot)
      }
    }
    if let status = outcome.how.exitStatus { throw CommandFailure(status: status) }
  }
}

/// Where the model of an argument is.
enum ModelPath {
  /// The file itself, or the model in the directory of a run.
  static func resolve(_ modelOrRun: String) -> String {
    let inRun = RunDirectory(path: modelOrRun).modelPath
    return FileKind(at: inRun) != nil ? inRun : modelOrRun
  }
}

extension ModelFile {
  /// The model as a run that is over.
  var snapshot: TrainingSnapshot {
    var snapshot = TrainingSnapshot(status: .completed, configuration: configuration, model: model)
    snapshot.step = step
    return snapshot
  }
}

extension CommandFailure {
  static func otherImageSize(_ file: ModelFile, _ location: DatasetLocation) -> CommandFailure {
    CommandFailure(
      "\(location.name): its images are not \(file.imageWidth)x\(file.imageHeight) pixels as the model's are; "
        + "give --data the images that the model was trained on",
      status: ExitStatus.badData)
  }
}
