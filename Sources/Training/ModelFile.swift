import Formats
import VAECore

/// A trained model with what is known of where it comes from, as a safetensors file holds it.
///
/// The tensors have PyTorch's names and shapes (`encoder.fc1.weight`, `[out x in]`); everything else is text
/// in the file's `__metadata__`.
public struct ModelFile: Sendable {
  /// The model.
  public var model: VAE
  /// The width of its images in pixels.
  public var imageWidth: Int
  /// The height of its images in pixels.
  public var imageHeight: Int
  /// The settings it was trained with, the knobs that were turned meanwhile among them.
  public var configuration: TrainingConfiguration
  /// How many steps it was trained for.
  public var step: Int
  /// The test loss at the end of its last whole epoch.
  public var test: Loss?

  /// A model with its provenance.
  public init(
    model: VAE, imageWidth: Int, imageHeight: Int, configuration: TrainingConfiguration, step: Int,
    test: Loss?
  ) {
    self.model = model
    self.imageWidth = imageWidth
    self.imageHeight = imageHeight
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
    try fields.requireFormat(Self.formatName, version: Self.formatVersion)
    imageWidth = try fields.integer("width", in: 1...1024)
    imageHeight = try fields.integer("height", in: 1...1024)
    configuration = try TrainingConfiguration(fields)
    step = try fields.integer("step", in: TrainingConfiguration.turnSteps)
    test = try fields.loss()
    let activation = try fields.text("activation")
    guard let activation = Activation(rawValue: activation) else {
      throw ModelFileError.badField(path: path, name: "activation", value: activation)
    }
    let architecture = Architecture(
      pixels: imageWidth * imageHeight, hidden: configuration.hidden,
      latentSize: configuration.latentSize, activation: activation)
    let named = file.tensors.map { NamedParameter(name: $0.name, shape: $0.shape, values: $0.values) }
    do {
      model = try VAE(architecture, named: named)
    } catch {
      throw ModelFileError.parameters(path: path, error)
    }
  }

  private static let formatName = "latentwalk-vae"
  private static let formatVersion = 1

  private var metadata: [String: String] {
    var fields = [
      "format": Self.formatName,
      "version": String(Self.formatVersion),
      "width": String(imageWidth),
      "height": String(imageHeight),
      "activation": model.architecture.activation.rawValue,
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
