import ArgumentParser
import Formats
import TextScreen
import Training
import VAECore

/// `latentwalk info`: what a model file holds.
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Show a model's architecture, parameters and provenance.")

  @Argument(help: "A model file, or the directory of a run.")
  var modelOrRun: String

  mutating func run() throws {
    let saved = try SavedModel(modelOrRun)
    let (path, file) = (saved.path, saved.trained)
    let (architecture, configuration) = (file.model.architecture, file.configuration)
    var rows = [
      ("file", path.printable),
      ("images", "\(architecture.image)"),
      ("network", network(architecture)),
      ("parameters", "\(architecture.parameterCount)"),
    ]
    rows += Settings.all.compactMap { $0.info(configuration) }.map { ($0.name, $0.value.printable) }
    rows.append(("trained for", "\(file.step) steps"))
    if let test = file.test {
      rows.append(
        (
          "test loss",
          "reconstruction \(Numbers.loss(test.reconstruction)), KL \(Numbers.loss(test.kl)) nats per image, z sampled"
        ))
    }
    for (name, value) in rows {
      try StandardOutput.writeLine(name.padded(to: 16) + value)
    }
    try StandardOutput.writeLine("")
    for parameter in file.model.namedParameters {
      let shape = parameter.shape.map(String.init).joined(separator: " x ")
      try StandardOutput.writeLine(parameter.name.padded(to: 32) + "[\(shape)]")
    }
  }

  /// The network in short if the decoder mirrors the encoder, else the whole description.
  private func network(_ architecture: Architecture) -> String {
    guard case .dense(_, let activation?)? = architecture.encoder.first,
      architecture.encoder.allSatisfy({ if case .dense(_, activation) = $0 { true } else { false } }),
      architecture.decoder == architecture.encoder.reversed()
    else { return "\(architecture)" }
    return "\(architecture.encoderWidths), decoder mirrored, \(activation.rawValue)"
  }
}
