import Formats
import TestSupport
import Testing

@Suite("ByteSource")
struct ByteSourceTests {
  /// All bytes of the file at `path`, read `portion` at a time.
  private func bytes(of path: String, portion: Int = 1000) throws(FormatError) -> [UInt8] {
    var source = try ByteSource(path: path)
    var bytes: [UInt8] = []
    while true {
      let more = try source.read(count: portion)
      bytes += more
      if more.count < portion { return bytes }
    }
  }

  private func text(count: Int, seed: UInt64 = 1) -> [UInt8] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { _ in UInt8.random(in: 0..<16, using: &generator) }
  }

  @Test(
    "plain and gzipped files have the same bytes, in portions of any size", arguments: [1, 7, 4096, 1 << 20])
  func portions(portion: Int) throws {
    let directory = try TemporaryDirectory()
    let content = text(count: 50_000)
    #expect(try bytes(of: directory.write(content, to: "plain"), portion: portion) == content)
    #expect(try bytes(of: directory.write(gzipped(content), to: "packed"), portion: portion) == content)
  }

  @Test("stored blocks longer than the input buffer are read completely")
  func stored() throws {
    let directory = try TemporaryDirectory()
    let content = text(count: 400_000)
    #expect(
      try bytes(of: directory.write(gzipped(content, level: 0), to: "stored"), portion: 99_999) == content)
  }

  @Test("empty files and files of one byte are plain")
  func tiny() throws {
    let directory = try TemporaryDirectory()
    #expect(try bytes(of: directory.write([], to: "empty")) == [])
    #expect(try bytes(of: directory.write([0x1f], to: "one")) == [0x1f])
    #expect(try bytes(of: directory.write(gzipped([]), to: "packed")) == [])
  }

  @Test("gzip members are read one after the other, with zero bytes as padding after the last")
  func members() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(
      gzipped([1, 2]) + gzipped([]) + gzipped([3]) + Array(repeating: 0, count: 600), to: "members")
    #expect(try bytes(of: path) == [1, 2, 3])
  }

  @Test("other bytes after a gzip member are an error with their offset")
  func trailing() throws {
    let directory = try TemporaryDirectory()
    let packed = gzipped([1, 2])
    let path = try directory.write(packed + [7], to: "trailing")
    #expect(throws: FormatError.gzip(path: path, offset: packed.count, defect: .trailingBytes)) {
      try bytes(of: path)
    }
  }

  @Test("a gzip stream cut anywhere is an error with the offset of its end")
  func truncated() throws {
    let directory = try TemporaryDirectory()
    let packed = gzipped(text(count: 300))
    for length in 2..<packed.count {
      let path = try directory.write(Array(packed[..<length]), to: "cut.gz")
      let error = #expect(throws: FormatError.self) { try bytes(of: path) }
      #expect(
        error?.description
          == "\(path): the compressed data ends early, at byte \(length) of the file; fetch the file again")
      #expect(error?.kind == .badData)
    }
  }

  @Test("a changed checksum or length is found", arguments: [1, 5])
  func checkSum(fromEnd: Int) throws {
    let directory = try TemporaryDirectory()
    var packed = gzipped(text(count: 300))
    packed[packed.count - fromEnd] ^= 1
    let path = try directory.write(packed, to: "damaged.gz")
    let error = #expect(throws: FormatError.self) { try bytes(of: path) }
    // The four bytes of the checksum come before the four of the length.
    let (offset, reason) =
      fromEnd == 1 ? (packed.count, "incorrect length check") : (packed.count - 4, "incorrect data check")
    #expect(
      error?.description == "\(path): the compressed data is damaged at or before byte \(offset) of the file "
        + "(\(reason)); fetch the file again")
  }

  @Test(
    "gzip data with flipped bits is read as the same bytes or is an error, never a crash",
    arguments: 1...40 as ClosedRange<UInt64>)
  func flips(seed: UInt64) throws {
    let directory = try TemporaryDirectory()
    var generator = SplitMix64(seed: seed)
    let content = text(count: 2000, seed: seed)
    var packed = gzipped(content)
    for _ in 0..<3 {
      packed[Int.random(in: 2..<packed.count, using: &generator)] ^=
        1 << UInt8.random(in: 0..<8, using: &generator)
    }
    let path = try directory.write(packed, to: "flipped.gz")
    do throws(FormatError) {
      #expect(try bytes(of: path) == content)
    } catch {
      #expect(error.kind == .badData)
    }
  }

  @Test("the maximum length bounds what a file can hold")
  func maxLength() throws {
    let directory = try TemporaryDirectory()
    let zeros = [UInt8](repeating: 0, count: 1 << 20)
    let packed = try ByteSource(path: directory.write(gzipped(zeros, level: 9), to: "zeros.gz"))
    #expect(packed.maxLength >= zeros.count)
    #expect(packed.maxLength == 1032 * packed.fileSize)
    let plain = try ByteSource(path: directory.write(zeros, to: "zeros"))
    #expect(plain.maxLength == zeros.count)
  }

  @Test("directories, pipes and devices are errors, without waiting")
  func notRegular() throws {
    let directory = try TemporaryDirectory()
    let pipe = try directory.makePipe("pipe")
    for (path, kind) in [
      (directory.path, FileKind.directory), (pipe, .pipe), ("/dev/null", .characterDevice),
    ] {
      let error = #expect(throws: FormatError.notRegularFile(path: path, kind: kind)) { try bytes(of: path) }
      #expect(error?.description == "\(path): this is \(kind), not a file; give the name of a file")
      #expect(error?.kind == .noInput)
    }
  }

  @Test("a missing file and a path through a file are no input")
  func missing() throws {
    let directory = try TemporaryDirectory()
    try directory.write([1], to: "file")
    let missing = #expect(throws: FormatError.self) { try bytes(of: directory["absent"]) }
    #expect(missing?.description == "\(directory["absent"]): there is no such file; check the name")
    #expect(missing?.kind == .noInput)
    let through = #expect(throws: FormatError.self) { try bytes(of: directory["file/x"]) }
    #expect(
      through?.description == "\(directory["file/x"]): a part of this path is not a directory; check the name"
    )
    #expect(through?.kind == .noInput)
  }
}
