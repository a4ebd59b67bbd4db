import VAECore

extension ModelFile {
  private static let sides = 1...1024

  /// The architecture that the metadata describes.
  static func architecture(_ metadata: MetadataFields) throws(ModelFileError) -> Architecture {
    guard metadata["format"] == formatName else { throw .notOurs(path: metadata.path) }
    let version = try metadata.text("version")
    guard versions.contains(where: { version == String($0) }) else {
      throw .newerVersion(path: metadata.path, version: version)
    }
    if version == "1" { return try architectureOfVersion1(metadata) }
    return try metadata.value("architecture") { text in
      Architecture(text).flatMap { sides ~= $0.image.width && sides ~= $0.image.height ? $0 : nil }
    }
  }

  /// The architecture of version 1, which had its parts in fields of their own, in these limits.
  private static func architectureOfVersion1(_ metadata: MetadataFields) throws(ModelFileError)
    -> Architecture
  {
    let image = ImageShape(
      width: try metadata.integer("width", in: sides), height: try metadata.integer("height", in: sides))
    let hidden = try metadata.value("hidden") { text in
      text.list { Int($0).flatMap { 1...16_384 ~= $0 ? $0 : nil } }.flatMap { 1...16 ~= $0.count ? $0 : nil }
    }
    return Architecture(
      image: image, hidden: hidden, latentSize: try metadata.integer("latent_size", in: 1...4_096),
      activation: try metadata.value("activation", parse: Activation.init(rawValue:)))
  }
}
