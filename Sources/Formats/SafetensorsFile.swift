/// Named arrays of 32-bit floats, and text about them, as a safetensors file holds them.
///
/// Format: eight little-endian bytes with the header's length, the header (a JSON object with each tensor's type,
/// shape and place), then the tensors' little-endian bytes without gaps.
/// Source: <https://huggingface.co/docs/safetensors>, "Format".
public struct SafetensorsFile: Sendable {
  /// The tensors, in the order of their bytes; the values are row-major, as many as the product of the shape.
  public var tensors: [(name: String, shape: [Int], values: [Float])]
  /// Text about the tensors, such as the architecture that they belong to.
  public var metadata: [String: String]

  /// The header's key for the metadata, which no tensor may have as its name.
  static let metadataKey = "__metadata__"

  /// Puts tensors and metadata together.
  public init(
    tensors: [(name: String, shape: [Int], values: [Float])] = [], metadata: [String: String] = [:]
  ) {
    self.tensors = tensors
    self.metadata = metadata
  }

  /// Returns the file's bytes, which are the same for the same contents.
  ///
  /// Tensor names must differ, and each shape must fit its values.
  public func serialized() -> [UInt8] {
    let header = paddedHeader()
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + tensors.reduce(0) { $0 + 4 * $1.values.count })
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: header)
    for tensor in tensors {
      tensor.values.map(\.bitPattern.littleEndian).withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
    return bytes
  }

  /// The header as JSON, padded with spaces so that the tensors begin at a multiple of eight bytes.
  private func paddedHeader() -> [UInt8] {
    var members: [(String, JSONText)] = []
    if !metadata.isEmpty {
      let entries = metadata.sorted { $0.key < $1.key }.map { ($0.key, JSONText.string($0.value)) }
      members.append((Self.metadataKey, .object(entries)))
    }
    var names: Set<String> = [Self.metadataKey]
    var offset = 0
    for (name, shape, values) in tensors {
      precondition(names.insert(name).inserted, "two tensors cannot both have the name \(name)")
      precondition(
        shape.reduce(1, *) == values.count,
        "tensor \(name) of shape \(shape) cannot hold \(values.count) values")
      let end = offset + 4 * values.count
      members.append(
        (
          name,
          .object([
            ("dtype", .string("F32")),
            ("shape", .array(shape.map(JSONText.integer))),
            ("data_offsets", .array([.integer(offset), .integer(end)])),
          ])
        ))
      offset = end
    }
    let header = Array(JSONText.object(members).description.utf8)
    return header + Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
  }
}
