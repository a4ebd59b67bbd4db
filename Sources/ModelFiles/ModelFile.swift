import Formats
import VAECore

/// A model as a safetensors file holds it, with text about it.
///
/// The tensors have PyTorch's names and shapes (`encoder.fc1.weight`, `[out x in]`). The metadata has the format, its
/// version and the architecture; further fields are kept as they are, for whoever knows what they mean.
public struct ModelFile: Sendable {
  /// The model.
  public let model: VAE
  /// Text about the model: all metadata but the format, its version and the architecture.
  public let fields: [String: String]

  /// A model with text about it; the keys `format`, `version` and `architecture` are taken.
  public init(_ model: VAE, fields: [String: String] = [:]) {
    let taken = Self.ownKeys.filter { fields[$0] != nil }
    precondition(taken.isEmpty, "the metadata \(taken) is the model file's own")
    self.model = model
    self.fields = fields
  }

  /// Writes the file whole, or not at all; equal models with equal fields make equal bytes.
  ///
  /// - Throws: `FormatError` where it cannot be written.
  public func write(to path: String) throws(FormatError) {
    var metadata = fields
    metadata["format"] = Self.formatName
    metadata["version"] = String(Self.versions.upperBound)
    metadata["architecture"] = "\(model.architecture)"
    let tensors = model.namedParameters.map { (name: $0.name, shape: $0.shape, values: $0.values) }
    try WholeFile.write(SafetensorsFile(tensors: tensors, metadata: metadata).serialized(), to: path)
  }

  /// Reads the file at `path`.
  ///
  /// - Throws: `FormatError` where it cannot be read or is no safetensors file, `ModelFileError` where it holds no
  ///   model of this format.
  public init(contentsOf path: String) throws {
    let file = try SafetensorsFile(bytes: WholeFile.read(path), path: path)
    let metadata = MetadataFields(file.metadata, path: path)
    let architecture = try Self.architecture(metadata)
    let named = file.tensors.map { NamedParameter(name: $0.name, shape: $0.shape, values: $0.values) }
    do {
      model = try VAE(architecture, named: named)
    } catch {
      throw ModelFileError.parameters(path: path, error)
    }
    fields = file.metadata.filter { !Self.ownKeys.contains($0.key) }
  }

  static let formatName = "latentwalk-vae"
  /// The versions that are read; the last is written.
  static let versions = 1...2
  private static let ownKeys = ["format", "version", "architecture"]
}

extension VAE {
  /// Writes the model as a safetensors file with PyTorch's names and shapes, whole or not at all.
  ///
  /// - Throws: `FormatError` where it cannot be written.
  public func save(to path: String) throws(FormatError) {
    try ModelFile(self).write(to: path)
  }

  /// The model in the file at `path`, whatever else is written there about it.
  ///
  /// - Throws: `FormatError` where the file cannot be read or is no safetensors file, `ModelFileError` where it holds
  ///   no model of this format.
  public static func load(from path: String) throws -> VAE {
    try ModelFile(contentsOf: path).model
  }
}
