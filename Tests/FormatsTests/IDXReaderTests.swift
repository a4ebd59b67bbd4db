import Formats
import TestSupport
import Testing

@Suite("IDXReader")
struct IDXReaderTests {
  /// The error line for a file of `bytes` read with `rank` dimensions, without its path; `nil` if it can be read.
  private func complaint(about bytes: [UInt8], rank: Int = 3) throws -> String? {
    let directory = try TemporaryDirectory()
    let path = try directory.write(bytes, to: "file")
    return FormatsTests.complaint(about: path) { () throws(FormatError) in
      _ = try IDXReader(path: path, rank: rank).elements()
    }
  }

  @Test(
    "arrays of every rank are read back, plain and gzipped",
    arguments: [[5], [2, 3], [3, 2, 4], [1, 2, 1, 3]])
  func roundTrip(dimensions: [Int]) throws {
    let directory = try TemporaryDirectory()
    let elements = (0..<dimensions.reduce(1, *)).map { UInt8($0 * 7) }
    let bytes = idxBytes(dimensions: dimensions, elements: elements)
    for path in [try directory.write(bytes, to: "plain"), try directory.write(gzipped(bytes), to: "packed")] {
      let reader = try IDXReader(path: path, rank: dimensions.count)
      #expect(reader.dimensions == dimensions)
      #expect(reader.count == elements.count)
      #expect(try reader.elements() == elements)
    }
  }

  @Test("an array without elements is read")
  func empty() throws {
    #expect(try complaint(about: idxBytes(dimensions: [0, 28, 28], elements: [])) == nil)
    #expect(try complaint(about: gzipped(idxBytes(dimensions: [0], elements: [])), rank: 1) == nil)
  }

  @Test("progress rises to the full count in a few dozen steps")
  func progress() throws {
    let directory = try TemporaryDirectory()
    let count = 5_000_000
    let bytes = idxBytes(dimensions: [count], elements: .init(repeating: 3, count: count))
    for path in [
      try directory.write(bytes, to: "plain"), try directory.write(gzipped(bytes, level: 1), to: "gz"),
    ] {
      var steps: [Int] = []
      _ = try IDXReader(path: path, rank: 1).elements { steps.append($0) }
      #expect((24...33).contains(steps.count))
      #expect(steps == steps.sorted())
      #expect(steps.last == count)
    }
  }

  @Test("a wrong magic number is an error that says what was found")
  func magic() throws {
    #expect(
      try complaint(about: Array("PNG picture, not IDX".utf8))
        == "this is not an IDX file: it begins with the bytes 50 4e, not 00 00; give an IDX file, plain or gzipped"
    )
  }

  @Test("a type other than unsigned byte is an error that names the type")
  func type() throws {
    #expect(
      try complaint(about: idxBytes(dimensions: [1, 1, 1], elements: [0, 0, 0, 0], type: 0x0d))
        == "byte 2 of the IDX header is the element type 0d (32-bit floats), but only 08 (unsigned bytes) can be "
        + "read; store the values as unsigned bytes")
  }

  @Test("labels in place of images are recognised as such")
  func rank() throws {
    #expect(
      try complaint(about: idxBytes(dimensions: [2], elements: [0, 1]))
        == "byte 3 of the IDX header says 1 dimension, not 3; check that the image and label files are "
        + "not swapped")
    #expect(
      try complaint(about: idxBytes(dimensions: [1, 1], elements: [0]), rank: 1)
        == "byte 3 of the IDX header says 2 dimensions, not 1; give a file of 1 dimension")
  }

  @Test("a file cut inside its header is an error with its length", arguments: 0..<16)
  func cutHeader(length: Int) throws {
    let bytes = idxBytes(dimensions: [1, 1, 1], elements: [0])
    #expect(
      try complaint(about: Array(bytes[..<length]))
        == "the data ends at byte \(length), inside the IDX header of 16 bytes; fetch the file again")
  }

  @Test("a plain file cut inside its elements is found by its length")
  func cutPlain() throws {
    let bytes = idxBytes(dimensions: [10, 28, 28], elements: .init(repeating: 0, count: 7840))
    #expect(
      try complaint(about: Array(bytes[..<1000]))
        == "the IDX header claims 10 x 28 x 28 bytes, but the file ends at byte 1000; fetch the file again")
  }

  @Test("gzipped data shorter than its header claims is found, although the gzip stream is complete")
  func shortPacked() throws {
    let bytes = idxBytes(dimensions: [10, 28, 28], elements: .init(repeating: 0, count: 7839))
    #expect(
      try complaint(about: gzipped(bytes, level: 0))
        == "the IDX header claims 10 x 28 x 28 bytes, but only 7839 follow it; fetch the file again")
  }

  @Test("a header that claims 2^31 images is an error, not an allocation")
  func hugeClaim() throws {
    let bytes = idxBytes(dimensions: [1 << 31, 28, 28], elements: [])
    #expect(
      try complaint(about: bytes)
        == "the IDX header claims 2147483648 x 28 x 28 bytes, but the file ends at byte 16; fetch the file again"
    )
    let packed = gzipped(bytes)
    #expect(
      try complaint(about: packed)
        == "the IDX header claims 2147483648 x 28 x 28 bytes, but the file ends at byte \(packed.count) and can "
        + "hold at most \(1032 * packed.count) bytes unpacked; fetch the file again")
  }

  @Test("dimensions whose product overflows are an error")
  func overflow() throws {
    let max = Int(UInt32.max)
    #expect(
      try complaint(about: gzipped(idxBytes(dimensions: [max, max, max], elements: [])))?
        .hasPrefix("the IDX header claims 4294967295 x 4294967295 x 4294967295 bytes, but the file ends at")
        == true)
  }

  @Test("a file that could hold more than can be read into memory is refused")
  func tooMuch() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(idxBytes(dimensions: [3 << 30], elements: []), to: "sparse")
    try directory.setLength(of: "sparse", to: 8 + 3 << 30)
    let error = #expect(throws: FormatError.self) { _ = try IDXReader(path: path, rank: 1).count }
    #expect(
      error?.description
        == "\(path): the IDX header claims 3221225472 bytes, but at most 2147483648 can be read; "
        + "fetch the file again, or give a smaller one")
  }

  @Test("data after the last element is found")
  func tooLong() throws {
    let bytes = idxBytes(dimensions: [1, 2, 2], elements: [1, 2, 3, 4, 5])
    let expected =
      "the data continues after the 1 x 2 x 2 bytes that the IDX header claims; fetch the file again"
    #expect(try complaint(about: bytes) == expected)
    #expect(try complaint(about: gzipped(bytes)) == expected)
  }

  @Test("a damaged checksum after the last element is found")
  func checkSum() throws {
    var packed = gzipped(idxBytes(dimensions: [4], elements: [1, 2, 3, 4]))
    packed[packed.count - 8] ^= 0xff
    #expect(try complaint(about: packed, rank: 1)?.contains("incorrect data check") == true)
  }

  @Test(
    "a file with a flipped bit is an error or an array, never a crash",
    arguments: 1...60 as ClosedRange<UInt64>
  )
  func flips(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    var bytes = idxBytes(dimensions: [3, 4, 5], elements: .init(repeating: 9, count: 60))
    let isPacked = seed.isMultiple(of: 2)
    if isPacked { bytes = gzipped(bytes) }
    let index = Int.random(in: 0..<(isPacked ? bytes.count : 16), using: &generator)
    bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    let complaint = try complaint(about: bytes)
    // Every bit of a plain header counts; gzip's own header has bits that do not.
    #expect(complaint != nil || isPacked)
  }
}
