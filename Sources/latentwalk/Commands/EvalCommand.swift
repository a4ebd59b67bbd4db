import ArgumentParser
import Datasets
import Formats
import Training
import VAECore

/// `latentwalk eval`: how good a model is on the test images.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval", abstract: "Measure a model on the test images, in nats per image.")

  @Argument(help: "A model file, or the directory of a run.")
  var modelOrRun: String

  @OptionGroup var data: DataOptions

  @Flag(help: "Decode the posterior mean instead of a sample from the posterior.")
  var atMean = false

  @Option(help: "What the samples from the posterior are drawn from.")
  var seed: UInt64 = 1

  @Flag(help: "Print one JSON object.")
  var json = false

  mutating func run() throws {
    let saved = try SavedModel(modelOrRun)
    let file = saved.trained
    let kernels = try ProcessFacts.kernels()
    let test = try saved.locate(data.name, by: ProcessFacts.datasetLocator).load().test
    let result = file.model.evaluate(
      pixels: test.pixels, count: test.count, seed: seed, atMean: atMean,
      workers: WorkerPool(threads: ProcessFacts.defaultThreads), kernels: kernels)
    let (loss, activeUnits) = (result.loss, result.latents.activeUnits)
    try StandardOutput.writeLine(
      json
        ? "\(report(loss, activeUnits, test.count))"
        : text(loss, activeUnits, test.count, file.configuration.latentSize))
  }

  private func report(_ loss: VAE.Loss, _ activeUnits: Int, _ images: Int) -> JSONText {
    .object([
      ("images", .integer(images)),
      ("z", .string(atMean ? "mean" : "sampled")),
      ("reconstruction", .number(loss.reconstruction)),
      ("kl", .number(loss.kl)),
      ("elbo", .number(-loss.negativeELBO)),
      ("active_units", .integer(activeUnits)),
    ])
  }

  private func text(_ loss: VAE.Loss, _ activeUnits: Int, _ images: Int, _ latentSize: Int) -> String {
    let code = atMean ? "z at the posterior mean" : "z sampled from the posterior"
    return """
      \(images) test images, \(code), nats per image
      reconstruction  \(loss.reconstruction)
      KL              \(loss.kl)
      ELBO            \(-loss.negativeELBO)
      active units    \(activeUnits) of \(latentSize)
      """
  }
}
