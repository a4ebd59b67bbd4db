import ArgumentParser
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
    let model = try SavedModel(modelOrRun)
    let (finished, data) = (model.snapshot, data)
    // Images that were asked for must exist; without those of its training a model can still be walked.
    if data.name != nil { _ = try model.locate(data.name, by: ProcessFacts.datasetLocator) }
    guard FullScreen.isPossible(environment) else {
      throw CommandFailure(
        "explore needs a terminal; run it without a pipe, and see that TERM names the terminal",
        status: ExitStatus.usage)
    }
    let kernels = try ProcessFacts.kernels()
    let mailbox = try Mailbox()
    let outcome = try FullScreen.explore(
      finished, mailbox: mailbox,
      options: screen, kernels: kernels
    ) {
      try NamedThread.start(name: "loading") {
        NamedThread.letOthersGoFirst()
        var snapshot = finished
        do {
          let dataset = try model.locate(data.name, by: ProcessFacts.datasetLocator).load()
          snapshot.dataset = dataset
          mailbox.publish(snapshot)
          // Whoever has quit meanwhile need not wait for it.
          if mailbox.takeCommands().contains(.stop) { return }
          let test = model.trained.model.evaluate(
            pixels: dataset.test.pixels, count: dataset.test.count, seed: model.trained.configuration.seed,
            workers: WorkerPool(threads: ProcessFacts.defaultThreads), kernels: kernels)
          snapshot = snapshot.tested(test)
        } catch {
          snapshot.datasetFailure = TrainingFailure(error)
        }
        mailbox.publish(snapshot)
      }
    }
    if let status = outcome.how.exitStatus { throw CommandFailure(status: status) }
  }
}
