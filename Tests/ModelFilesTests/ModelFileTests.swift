import Formats
import ModelFiles
import TestSupport
import Testing
import VAECore

@Suite struct ModelFileTests {
  private static let sample = VAE.fresh(
    Architecture(image: ImageShape(width: 3, height: 2), hidden: [5, 4], latentSize: 3), seed: 9)

  /// The file of the sample, its metadata changed; the path is that of a file in `directory`.
  private func write(
    to directory: borrowing TemporaryDirectory, change: (inout [String: String]) -> Void = { _ in }
  ) throws -> String {
    let path = directory["model.safetensors"]
    try Self.sample.save(to: path)
    var file = try SafetensorsFile(bytes: WholeFile.read(path), path: path)
    change(&file.metadata)
    try WholeFile.write(file.serialized(), to: path)
    return path
  }

  @Test("a model read back is the one that was saved, weight for weight, without any settings of a run")
  func roundTrip() throws {
    let directory = try TemporaryDirectory()
    #expect(try VAE.load(from: write(to: directory)) == Self.sample)
  }

  @Test("text about a model is read back with it")
  func fields() throws {
    let directory = try TemporaryDirectory()
    let path = directory["model.safetensors"]
    try ModelFile(Self.sample, fields: ["step": "12", "note": "π \"quoted\"\n"]).write(to: path)
    let back = try ModelFile(contentsOf: path)
    #expect(back.model == Self.sample)
    #expect(back.fields == ["step": "12", "note": "π \"quoted\"\n"])
  }

  @Test("tensors have PyTorch's names and shapes")
  func names() throws {
    let directory = try TemporaryDirectory()
    let path = try write(to: directory)
    let file = try SafetensorsFile(bytes: WholeFile.read(path), path: path)
    let shapes = Dictionary(uniqueKeysWithValues: file.tensors.map { ($0.name, $0.shape) })
    #expect(shapes["encoder.fc1.weight"] == [5, 6])
    #expect(shapes["encoder.fc2.bias"] == [4])
    #expect(shapes["encoder.fc_mu.weight"] == [3, 4])
    #expect(shapes["encoder.fc_logvar.bias"] == [3])
    #expect(shapes["decoder.fc1.weight"] == [4, 3])
    #expect(shapes["decoder.fc3.weight"] == [6, 5])
    #expect(shapes.count == 14)
  }

  @Test("a model file cut anywhere is an error with the file's name, never a crash")
  func truncated() throws {
    let directory = try TemporaryDirectory()
    let bytes = try WholeFile.read(write(to: directory))
    for length in stride(from: 0, to: bytes.count, by: 7) {
      let cut = directory["cut.safetensors"]
      try WholeFile.write(Array(bytes.prefix(length)), to: cut)
      let error = #expect(throws: (any Error).self) { try VAE.load(from: cut) }
      #expect("\(try #require(error))".contains("cut.safetensors"))
    }
  }

  /// The metadata as version 1 had it: the architecture follows from fields of its parts.
  private static func downgrade(_ metadata: inout [String: String]) {
    metadata["architecture"] = nil
    metadata.merge([
      "version": "1", "width": "3", "height": "2", "hidden": "5,4", "latent_size": "3", "activation": "relu",
    ]) { $1 }
  }

  @Test("a file of version 1 opens")
  func version1() throws {
    let directory = try TemporaryDirectory()
    #expect(try VAE.load(from: write(to: directory, change: Self.downgrade)) == Self.sample)
  }

  private static let mirrored =
    "image=3x2 encoder=5:relu latent=gaussian:3 decoder=5:relu likelihood=bernoulli prior=normal"
  private static let wide =
    "image=2000x2 encoder= latent=gaussian:3 decoder= likelihood=bernoulli prior=normal"

  /// Metadata that was tampered with, in a version, and a word that the error must have.
  static let tampering: [(version: Int, field: String, value: String?, word: String)] = [
    (2, "format", nil, "not a model"), (2, "format", "other", "not a model"), (2, "version", "3", "version"),
    (2, "version", nil, "version"), (2, "architecture", nil, "architecture"),
    (2, "architecture", "", "architecture"),
    (2, "architecture", "image=3x2 encoder= latent=gaussian:3", "architecture"),
    (2, "architecture", mirrored, "fc_mu"), (2, "architecture", wide, "architecture"),
    (1, "hidden", "5", "encoder"), (1, "hidden", "5,999999999999999999", "hidden"),
    (1, "hidden", "5,-4", "hidden"), (1, "hidden", "", "hidden"), (1, "hidden", "5,,4", "hidden"),
    (1, "latent_size", "0", "latent_size"), (1, "latent_size", "4", "fc_mu"), (1, "width", "100000", "width"),
    (1, "height", nil, "height"), (1, "activation", "gelu", "activation"),
  ]

  @Test("metadata that was tampered with is named", arguments: tampering)
  func tampered(row: (version: Int, field: String, value: String?, word: String)) throws {
    let directory = try TemporaryDirectory()
    let path = try write(to: directory) { metadata in
      if row.version == 1 { Self.downgrade(&metadata) }
      metadata[row.field] = row.value
    }
    let error = #expect(throws: (any Error).self) { try VAE.load(from: path) }
    #expect("\(try #require(error))".contains(row.word))
  }

  @Test("the name of a tensor that has no place is shown without its control characters")
  func escapes() throws {
    let directory = try TemporaryDirectory()
    let path = try write(to: directory)
    var file = try SafetensorsFile(bytes: WholeFile.read(path), path: path)
    file.tensors.append((name: "\u{1b}[31mzz", shape: [1], values: [0]))
    try WholeFile.write(file.serialized(), to: path)
    let error = #expect(throws: ModelFileError.self) { try VAE.load(from: path) }
    let text = "\(try #require(error))"
    #expect(text.contains("[31mzz") && !text.unicodeScalars.contains("\u{1b}"))
  }
}
