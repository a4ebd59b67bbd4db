import Formats
import TestSupport
import Testing

@Suite("SafetensorsFile")
struct SafetensorsFileTests {
  /// Tensors of random shapes and bit patterns; NaN, infinities and subnormal numbers are among them.
  private func randomFile(seed: UInt64) -> SafetensorsFile {
    var generator = SplitMix64(seed: seed)
    var file = SafetensorsFile()
    for index in 0..<Int.random(in: 0...6, using: &generator) {
      let shape = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
        Int.random(in: 0...5, using: &generator)
      }
      let values = (0..<shape.reduce(1, *)).map { _ in
        Float(bitPattern: UInt32.random(in: 0...(.max), using: &generator))
      }
      file.tensors.append((name: "layer\(index).\"weight\"\\é", shape: shape, values: values))
    }
    for index in 0..<Int.random(in: 0...3, using: &generator) {
      file.metadata["key \(index)"] = "value\n\u{1b} \(generator.next())"
    }
    return file
  }

  /// The bytes of a file with this header and `dataLength` zero bytes after it.
  private func bytes(header: String, dataLength: Int) -> [UInt8] {
    let length = UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + header.utf8
      + Array(repeating: 0, count: dataLength)
  }

  /// The error line for these bytes, without the file's name; `nil` if they can be read.
  private func complaint(about bytes: [UInt8]) -> String? {
    FormatsTests.complaint(about: "m.safetensors") { () throws(FormatError) in
      _ = try SafetensorsFile(bytes: bytes, path: "m.safetensors")
    }
  }

  @Test("random tensors and metadata are read back bit for bit", arguments: 1...50 as ClosedRange<UInt64>)
  func roundTrip(seed: UInt64) throws {
    let file = randomFile(seed: seed)
    let bytes = file.serialized()
    let read = try SafetensorsFile(bytes: bytes, path: "m.safetensors")
    // A tensor without elements has the same place as the next one, so tensors are matched by name.
    #expect(Set(read.tensors.map(\.name)) == Set(file.tensors.map(\.name)))
    for tensor in file.tensors {
      let twin = try #require(read.tensors.first { $0.name == tensor.name })
      #expect(twin.shape == tensor.shape)
      #expect(twin.values.map(\.bitPattern) == tensor.values.map(\.bitPattern))
    }
    #expect(read.metadata == file.metadata)
    #expect(read.serialized() == bytes)
  }

  @Test("the bytes are those of the format: length, JSON, padding, little-endian floats")
  func layout() {
    let file = SafetensorsFile(tensors: [("a", [2], [1, -2])], metadata: ["k": "v"])
    let header = #"{"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#
    let padding = (8 - header.utf8.count % 8) % 8
    let expected =
      [UInt8(header.utf8.count + padding), 0, 0, 0, 0, 0, 0, 0] + Array(header.utf8)
      + Array(repeating: 0x20, count: padding) + [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]
    #expect(file.serialized() == expected)
    #expect((expected.count - 8).isMultiple(of: 8))
  }

  @Test("tensors are in the order of their bytes, for any order and spacing of the header")
  func order() throws {
    let header = """
      { "b" : {"dtype":"F32","shape":[1],"data_offsets":[4,8],"extra":[]},
        "a" : {"data_offsets":[0,4],"shape":[],"dtype":"F32"} }
      """
    let file = try SafetensorsFile(bytes: bytes(header: header, dataLength: 8), path: "m")
    #expect(file.tensors.map(\.name) == ["a", "b"])
    #expect(file.tensors.map(\.shape) == [[], [1]])
  }

  @Test("a file without tensors is read")
  func empty() throws {
    #expect(try SafetensorsFile(bytes: bytes(header: "{}", dataLength: 0), path: "m").tensors.isEmpty)
    #expect(try SafetensorsFile(bytes: SafetensorsFile().serialized(), path: "m").metadata.isEmpty)
  }

  @Test("a file cut anywhere is an error that names its length")
  func cut() {
    let file = SafetensorsFile(
      tensors: [
        ("first", [10, 10], .init(repeating: 1, count: 100)),
        ("second", [100], .init(repeating: 2, count: 100)),
      ],
      metadata: ["k": "v"])
    let bytes = file.serialized()
    let dataStart = bytes.count - 800
    let lengths =
      Array(0..<dataStart) + Array(stride(from: dataStart, to: bytes.count, by: 97)) + [bytes.count - 1]
    for length in lengths {
      let line = complaint(about: Array(bytes[..<length]))
      #expect(line?.contains("the file ends at byte \(length)") == true, "cut at \(length)")
      #expect(line?.hasSuffix("copy the whole file again") == true)
    }
    #expect(
      complaint(about: Array(bytes[..<5]))
        == "the file ends at byte 5, inside the 8 bytes that hold the header's length; copy the whole file again"
    )
    #expect(
      complaint(about: Array(bytes[..<50]))
        == "the file ends at byte 50, inside its header of \(dataStart - 8) bytes; give a safetensors file, or copy "
        + "the whole file again")
    #expect(
      complaint(about: Array(bytes[..<(bytes.count - 1)]))
        == "tensor \"second\" extends to byte \(bytes.count), but the file ends at byte \(bytes.count - 1); "
        + "copy the whole file again")
  }

  @Test("bytes after the last tensor are found")
  func tooLong() {
    let bytes = SafetensorsFile(tensors: [("a", [1], [1])]).serialized()
    #expect(
      complaint(about: bytes + [0, 0])
        == "2 bytes from byte \(bytes.count) on belong to no tensor; write the file again")
  }

  @Test(
    "an entry that does not fit the format or the file is an error that names it",
    arguments: [
      (
        #"{"dtype":"F16","shape":[2],"data_offsets":[0,4]}"#,
        #"tensor "t" holds "F16" numbers, but only F32 can be read; convert it to 32-bit floats"#
      ),
      (
        #"{"shape":[1],"data_offsets":[0,4]}"#,
        #"the header's entry for tensor "t" has no valid "dtype"; write the file again"#
      ),
      (
        #"{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}"#,
        #"the header's entry for tensor "t" has no valid "shape"; write the file again"#
      ),
      (
        #"{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}"#,
        #"the header's entry for tensor "t" has no valid "shape"; write the file again"#
      ),
      (
        #"{"dtype":"F32","shape":1,"data_offsets":[0,4]}"#,
        #"the header's entry for tensor "t" has no valid "shape"; write the file again"#
      ),
      (
        #"{"dtype":"F32","shape":[1],"data_offsets":[4,0]}"#,
        #"the header's entry for tensor "t" has no valid "data_offsets"; write the file again"#
      ),
      (
        #"{"dtype":"F32","shape":[1],"data_offsets":[0,2,4]}"#,
        #"the header's entry for tensor "t" has no valid "data_offsets"; write the file again"#
      ),
      (
        #"{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}"#,
        #"the header's entry for tensor "t" has no valid "data_offsets"; write the file again"#
      ),
      (
        #"{"dtype":"F32","shape":[2],"data_offsets":[0,4]}"#,
        #"tensor "t" of shape [2] does not fill the 4 bytes of its data_offsets; write the file again"#
      ),
      (
        #"{"dtype":"F32","shape":[4294967296,4294967296,0],"data_offsets":[0,4]}"#,
        #"tensor "t" of shape [4294967296 x 4294967296 x 0] does not fill the 4 bytes of its data_offsets; "#
          + "write the file again"
      ),
      (
        #"{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}"#,
        #"the header's shape [4294967296 x 4294967296] for tensor "t" has too many elements to count; write the file again"#
      ),
      (
        #"{"dtype":"F32","shape":[4611686018427387905],"data_offsets":[0,4]}"#,
        #"tensor "t" of shape [4611686018427387905] does not fill the 4 bytes of its data_offsets; write the file again"#
      ),
      (#"[]"#, #"the header's entry for tensor "t" has no valid "dtype"; write the file again"#),
    ])
  func badEntry(entry: String, expected: String) {
    #expect(complaint(about: bytes(header: "{\"t\":\(entry)}", dataLength: 4)) == expected)
  }

  @Test("offsets beyond the size of any file are an error")
  func hugeOffsets() {
    let header =
      #"{"t":{"dtype":"F32","shape":[1],"data_offsets":[9223372036854775803,9223372036854775807]}}"#
    #expect(
      complaint(about: bytes(header: header, dataLength: 4))
        == "tensor \"t\" extends to byte 9223372036854775807, but the file ends at byte \(12 + header.utf8.count); "
        + "copy the whole file again")
  }

  @Test(
    "tensors that overlap or leave gaps are errors that name the place",
    arguments: [
      ([0, 8], [4, 12], "tensor \"b\" begins at byte START+4, inside tensor \"a\"; write the file again"),
      ([0, 8], [0, 8], "tensor \"b\" begins at byte START+0, inside tensor \"a\"; write the file again"),
      ([0, 8], [12, 20], "4 bytes from byte START+8 on belong to no tensor; write the file again"),
      ([4, 12], [12, 20], "4 bytes from byte START+0 on belong to no tensor; write the file again"),
      ([0, 8], [8, 16], "4 bytes from byte START+16 on belong to no tensor; write the file again"),
    ])
  func layoutDefects(first: [Int], second: [Int], expected: String) throws {
    let entry = { (offsets: [Int]) in #"{"dtype":"F32","shape":[2],"data_offsets":\#(offsets)}"# }
    let header = #"{"a":\#(entry(first)),"b":\#(entry(second))}"#
    let parts = expected.split(separator: " ").map { word in
      guard word.hasPrefix("START+"), let offset = Int(word.drop { !$0.isNumber }.prefix { $0.isNumber })
      else {
        return String(word)
      }
      return "\(8 + header.utf8.count + offset)" + (word.hasSuffix(",") ? "," : "")
    }
    #expect(complaint(about: bytes(header: header, dataLength: 20)) == parts.joined(separator: " "))
  }

  @Test("two tensors of one name are an error")
  func duplicate() {
    let entry = #"{"dtype":"F32","shape":[1],"data_offsets":[0,4]}"#
    #expect(
      complaint(about: bytes(header: #"{"a":\#(entry),"a":\#(entry)}"#, dataLength: 4))
        == "at byte 62, the JSON key \"a\" appears a second time; the file is damaged, write it again")
  }

  @Test(
    "metadata that is not text is refused",
    arguments: [#"{"__metadata__":{"a":1}}"#, #"{"__metadata__":[]}"#])
  func badMetadata(header: String) {
    #expect(
      complaint(about: bytes(header: header, dataLength: 0))
        == "__metadata__ in the header is not an object of strings; write the file again with text values only"
    )
  }

  @Test("a header that is not an object, not JSON, or absurdly long is an error")
  func badHeader() {
    #expect(
      complaint(about: bytes(header: "[]", dataLength: 0))
        == "the header, at byte 8, is not a JSON object; give a safetensors file")
    #expect(
      complaint(about: bytes(header: "{\"a\"}", dataLength: 0))
        == "at byte 12, a colon is expected after a JSON key; the file is damaged, write it again")
    #expect(
      complaint(about: .init(repeating: 0xff, count: 100))
        == "the first 8 bytes claim a header of 18446744073709551615 bytes, but a safetensors header has at most "
        + "100000000; give a safetensors file")
  }

  @Test("a tensor's name cannot break the line or flood it")
  func longName() {
    let name = "\\u001b[2J\\n" + String(repeating: "n", count: 10_000)
    let line = complaint(about: bytes(header: #"{"\#(name)":{"dtype":"F64"}}"#, dataLength: 0))
    #expect(line?.hasPrefix("tensor \"\\u{1b}[2J\\u{a}nnn") == true)
    #expect((line?.count ?? 0) < 200)
  }

  @Test(
    "a file with changed bytes is read or is an error, never a crash",
    arguments: 1...20 as ClosedRange<UInt64>)
  func flips(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let original = randomFile(seed: seed).serialized()
    for _ in 0..<200 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      // Anything that can still be read must be valid enough to be written.
      if let file = try? SafetensorsFile(bytes: bytes, path: "m") {
        #expect(file.serialized().count >= 8)
      } else {
        #expect(complaint(about: bytes) != nil)
      }
    }
  }
}
