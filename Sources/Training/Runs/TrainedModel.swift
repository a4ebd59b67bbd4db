import Formats
import ModelFiles
import VAECore

/// A trained model with what is known of where it comes from: a model file whose fields are the run's settings, its
/// steps and its test loss.
public struct TrainedModel: Sendable {
  /// The model.
  public let model: VAE
  /// The settings it was trained with, the knobs that were turned meanwhile among them.
  public let configuration: TrainingConfiguration
  /// How many steps it was trained for.
  public let step: Int
  /// The test loss at the end of its last whole epoch.
  public let test: VAE.Loss?

  /// A model with its provenance.
  public init(model: VAE, configuration: TrainingConfiguration, step: Int, test: VAE.Loss?) {
    self.model = model
    self.configuration = configuration
    self.step = step
    self.test = test
  }

  /// Writes the model file whole, or not at all.
  ///
  /// - Throws: `FormatError` where it cannot be written.
  public func write(to path: String) throws(FormatError) {
    var fields = configuration.fields
    fields["step"] = String(step)
    if let test {
      fields["test_reconstruction"] = String(test.reconstruction)
      fields["test_kl"] = String(test.kl)
    }
    try ModelFile(model, fields: fields).write(to: path)
  }

  /// Reads the model file at `path`.
  ///
  /// - Throws: `FormatError` where it cannot be read or is no safetensors file, `ModelFileError` where it holds no
  ///   model of this format, or does not say how it was trained.
  public init(contentsOf path: String) throws {
    let file = try ModelFile(contentsOf: path)
    let fields = MetadataFields(file.fields, path: path)
    model = file.model
    configuration = try TrainingConfiguration(fields)
    step = try fields.integer("step", in: KnobTurn.steps)
    test =
      fields["test_reconstruction"] == nil
      ? nil
      : VAE.Loss(reconstruction: try fields.number("test_reconstruction"), kl: try fields.number("test_kl"))
  }
}
