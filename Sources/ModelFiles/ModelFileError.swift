import Formats
import VAECore

/// What is wrong with a safetensors file that should hold a model.
public enum ModelFileError: Error, Sendable {
  /// Another program's file: its metadata does not describe a network.
  case notOurs(path: String)
  /// Written in a version of the format that is not known.
  case newerVersion(path: String, version: String)
  /// A field of the metadata is missing.
  case missingField(path: String, name: String)
  /// A field of the metadata has a value that it cannot have.
  case badField(path: String, name: String, value: String)
  /// The tensors are not those of the architecture that the metadata describes.
  case parameters(path: String, ParameterError)
}

extension ModelFileError: CustomStringConvertible {
  /// One line: what, where, and how to fix it.
  public var description: String {
    switch self {
    case .notOurs(let path):
      "\(path.printable): a safetensors file, but not a model of Latentwalk's; give a file that it saved"
    case .newerVersion(let path, let version):
      "\(path.printable): written in version \(version.printable) of the model format, and this program knows "
        + "versions up to \(ModelFile.versions.upperBound); update Latentwalk"
    case .missingField(let path, let name):
      "\(path.printable): the metadata has no \"\(name)\"; the file was changed after it was saved, save it again"
    case .badField(let path, let name, let value):
      "\(path.printable): \"\(name)\" in the metadata is \"\(value.prefix(40).description.printable)\"; the file was "
        + "changed after it was saved, save it again"
    case .parameters(let path, let error):
      // It may quote the name of a tensor, which is whatever the file says.
      "\(path.printable): \(error.description.printable)"
    }
  }
}
