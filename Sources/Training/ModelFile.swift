import Formats
import VAECore

/// A trained model with what is known of where it comes from, as a safetensors file holds it.
///
/// The tensors have PyTorch's names and shapes (`encoder.fc1.weight`, `[out x in]`); everything else is text
/// in the file's `__metadata__`.
public struct ModelFile: Sendable {
  /// The model.
  public var model: VAE
  /// The settings it was trained with, the knobs that were turned meanwhile among them.
  public var configuration: TrainingConfiguration
  /// How many steps it was trained for.
  public var step: Int
  /// The test loss at the end of its last whole epoch.
  public var test: Loss?

  /// A model with its provenance.
  public init(model: VAE, configuration: TrainingConfiguration, step: Int, test: Loss?) {
    self.model = model
    self.configuration = configuration
    self.step = step
    self.test = test
  }

  /// Writes the file whole, or not at all; where it cannot, `FormatError` says why.
  public func write(to path: String) throws(FormatError) {
    let tensors = model.namedParameters.map { (name: $0.name, shape: $0.shape, values: $0.values) }
    try WholeFile.write(SafetensorsFile(tensors: tensors, metadata: metadata).serialized(), to: path)
  }

  /// Reads the file at `path`.
  ///
  /// - Throws: `FormatError` where it cannot be read or is no safetensors file, `ModelFileError` where it holds no model
  ///   of ours.
  public init(contentsOf path: String) throws {
    let file = try SafetensorsFile(bytes: WholeFile.read(path), path: path)
    let fields = MetadataFields(file.metadata, path: path)
    try fields.requireFormat(Self.formatName, versions: 1...Self.formatVersion)
    configuration = try TrainingConfiguration(fields)
    step = try fields.integer("step", in: TrainingConfiguration.turnSteps)
    test = try fields.loss()
    let architecture = try Architecture(fields, configuration)
    let named = file.tensors.map { NamedParameter(name: $0.name, shape: $0.shape, values: $0.values) }
    do {
      model = try VAE(architecture, named: named)
    } catch {
      throw ModelFileError.parameters(path: path, error)
    }
  }

  private static let formatName = "latentwalk-vae"
  private static let formatVersion = 2

  private var metadata: [String: String] {
    var fields = [
      "format": Self.formatName,
      "version": String(Self.formatVersion),
      "architecture": "\(model.architecture)",
      "step": String(step),
    ]
    fields.merge(configuration.fields) { $1 }
    if let test {
      fields["test_reconstruction"] = String(test.reconstruction)
      fields["test_kl"] = String(test.kl)
    }
    return fields
  }
}

extension Architecture {
  /// The architecture of a file; of version 1, the parts from which it follows.
  fileprivate init(_ fields: MetadataFields, _ configuration: TrainingConfiguration) throws(ModelFileError) {
    let sides = 1...1024
    guard try fields.text("version") == "1" else {
      self = try fields.value("architecture") { text in
        Architecture(text).flatMap { sides ~= $0.image.width && sides ~= $0.image.height ? $0 : nil }
      }
      return
    }
    let image = ImageShape(
      width: try fields.integer("width", in: sides), height: try fields.integer("height", in: sides))
    self.init(
      image: image, hidden: configuration.hidden, latentSize: configuration.latentSize,
      activation: try fields.value("activation", parse: Activation.init(rawValue:)))
  }
}

extension TrainingConfiguration {
  fileprivate var fields: [String: String] {
    [
      "data": data,
      "hidden": hidden.map(String.init).joined(separator: ","),
      "latent_size": String(latentSize),
      "epochs": String(epochs),
      "batch_size": String(batchSize),
      "learning_rate": String(learningRate),
      "beta": String(beta),
      "warm_up": String(warmUp),
      "free_bits": String(freeBits),
      "turns": turns.map(String.init).joined(separator: ","),
      "seed": String(seed),
      "precision": precision.rawValue,
    ]
  }

  fileprivate init(_ fields: MetadataFields) throws(ModelFileError) {
    self.init(
      data: try fields.text("data"),
      hidden: try fields.value("hidden", parse: MetadataFields.layerWidths),
      latentSize: try fields.integer("latent_size", in: TrainingConfiguration.latentSizes),
      epochs: try fields.integer("epochs", in: 0...TrainingConfiguration.epochCounts.upperBound),
      batchSize: try fields.integer("batch_size", in: TrainingConfiguration.batchSizes),
      learningRate: try fields.value("learning_rate", parse: TrainingConfiguration.learningRate),
      beta: try fields.value("beta", parse: TrainingConfiguration.weight),
      warmUp: try fields.integer("warm_up", in: TrainingConfiguration.warmUps, default: 0),
      freeBits: try fields.value("free_bits", default: 0, parse: TrainingConfiguration.weight),
      turns: try fields.value("turns", default: []) { MetadataFields.list($0, of: KnobTurn.init) },
      seed: try fields.value("seed") { UInt64($0) },
      precision: try fields.value("precision", default: .fp32, parse: Precision.init(rawValue:)))
  }
}
