extension SafetensorsFile {
  /// The maximum length of a header in bytes, as in the format's reference implementation.
  public static let maxHeaderLength = 100_000_000

  /// Parses the bytes of a safetensors file; `path` names the file in errors.
  ///
  /// No number in the header is trusted: the tensors must lie within the file, one after the other, without gaps.
  public init(bytes: [UInt8], path: String) throws(FormatError) {
    self = try SafetensorsParser(bytes: bytes, path: path).file()
  }
}

private struct SafetensorsParser {
  /// A tensor's entry in the header; `place` is the range of its bytes in the file.
  private struct Entry {
    let name: String
    let shape: [Int]
    let place: Range<Int>
  }

  let bytes: [UInt8]
  let path: String

  func file() throws(FormatError) -> SafetensorsFile {
    let dataStart = try dataStart()
    let header = try JSONText(parsing: bytes[8..<dataStart], path: path)
    guard case .object(let members) = header else { throw failure(.headerNotObject) }
    var file = SafetensorsFile()
    var entries: [Entry] = []
    for (name, value) in members {
      if name == SafetensorsFile.metadataKey {
        file.metadata = try metadata(value)
      } else {
        entries.append(try entry(name, value, dataStart: dataStart))
      }
    }
    entries.sort { ($0.place.lowerBound, $0.place.upperBound) < ($1.place.lowerBound, $1.place.upperBound) }
    try checkNothingIsSharedOrUnused(entries, dataStart: dataStart)
    file.tensors = entries.map { ($0.name, $0.shape, floats(in: $0.place)) }
    return file
  }

  /// The offset at which the header ends and the tensors begin.
  private func dataStart() throws(FormatError) -> Int {
    guard bytes.count >= 8 else { throw failure(.lengthEndsEarly(fileSize: bytes.count)) }
    let length = bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
    guard length <= SafetensorsFile.maxHeaderLength else {
      throw failure(.headerTooLong(length: length, limit: SafetensorsFile.maxHeaderLength))
    }
    guard length <= bytes.count - 8 else {
      throw failure(.headerEndsEarly(length: length, fileSize: bytes.count))
    }
    return 8 + Int(length)
  }

  private func metadata(_ value: JSONText) throws(FormatError) -> [String: String] {
    guard case .object(let members) = value else { throw failure(.badMetadata) }
    var metadata: [String: String] = [:]
    for (key, value) in members {
      guard let text = value.stringValue else { throw failure(.badMetadata) }
      metadata[key] = text
    }
    return metadata
  }

  private func entry(_ name: String, _ value: JSONText, dataStart: Int) throws(FormatError) -> Entry {
    guard let type = value["dtype"]?.stringValue else {
      throw failure(.badField(tensor: name, field: "dtype"))
    }
    guard type == "F32" else { throw failure(.unsupportedType(tensor: name, type: type)) }
    let shape = try sizes(of: "shape", in: value, tensor: name)
    let offsets = try sizes(of: "data_offsets", in: value, tensor: name)
    guard offsets.count == 2, offsets[0] <= offsets[1] else {
      throw failure(.badField(tensor: name, field: "data_offsets"))
    }
    guard offsets[1] <= bytes.count - dataStart else {
      let end = offsets[1].addingReportingOverflow(dataStart)
      throw failure(
        .tensorEndsEarly(tensor: name, end: end.overflow ? .max : end.partialValue, fileSize: bytes.count))
    }
    guard let count = ArrayShape.elementCount(shape) else {
      throw failure(.shapeTooLarge(tensor: name, shape: shape))
    }
    let length = offsets[1] - offsets[0]
    guard length.isMultiple(of: 4), length / 4 == count else {
      throw failure(.wrongLength(tensor: name, shape: shape, length: length))
    }
    return Entry(name: name, shape: shape, place: dataStart + offsets[0]..<dataStart + offsets[1])
  }

  /// The field's array of nonnegative integers.
  private func sizes(of field: String, in value: JSONText, tensor: String) throws(FormatError) -> [Int] {
    let elements = value[field]?.arrayValue
    guard let sizes = elements?.compactMap(\.integerValue), sizes.count == elements?.count,
      sizes.allSatisfy({ $0 >= 0 })
    else { throw failure(.badField(tensor: tensor, field: field)) }
    return sizes
  }

  /// Checks that `entries`, sorted by place, fill the file without overlaps or gaps.
  private func checkNothingIsSharedOrUnused(_ entries: [Entry], dataStart: Int) throws(FormatError) {
    var end = dataStart
    var previous = ""
    for entry in entries {
      let start = entry.place.lowerBound
      guard start >= end else {
        throw failure(.overlap(tensor: entry.name, other: previous, offset: start))
      }
      guard start == end else { throw failure(.unusedBytes(offset: end, count: start - end)) }
      end = entry.place.upperBound
      previous = entry.name
    }
    guard end == bytes.count else { throw failure(.unusedBytes(offset: end, count: bytes.count - end)) }
  }

  private func floats(in place: Range<Int>) -> [Float] {
    bytes[place].withUnsafeBytes { buffer in
      stride(from: 0, to: buffer.count, by: 4).map { offset in
        Float(bitPattern: UInt32(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
      }
    }
  }

  private func failure(_ defect: SafetensorsDefect) -> FormatError {
    .safetensors(path: path, defect: defect)
  }
}
