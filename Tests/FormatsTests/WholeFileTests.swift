import Formats
import TestSupport
import Testing

@Suite("WholeFile")
struct WholeFileTests {
  @Test("bytes are read back, and nothing else is left in the directory", arguments: [0, 1, 100_000])
  func roundTrip(count: Int) throws {
    let directory = try TemporaryDirectory()
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
    try WholeFile.write(bytes, to: directory["file"])
    #expect(try WholeFile.read(directory["file"]) == bytes)
    #expect(directory.names() == ["file"])
  }

  @Test("an existing file is replaced")
  func replace() throws {
    let directory = try TemporaryDirectory()
    try directory.write([1, 2, 3], to: "file")
    try WholeFile.write([4], to: directory["file"])
    #expect(try WholeFile.read(directory["file"]) == [4])
    #expect(directory.names() == ["file"])
  }

  @Test("a symbolic link stays, and the file that it points to is replaced")
  func link() throws {
    let directory = try TemporaryDirectory()
    try directory.write([1], to: "sub/file")
    let link = try directory.makeLink("link", to: "sub/file")
    try WholeFile.write([2], to: link)
    #expect(try WholeFile.read(directory["sub/file"]) == [2])
    #expect(PathText.resolved(link) == directory["sub/file"])
    #expect(directory.names(in: "sub") == ["file"])
  }

  @Test("a file with a name of the maximum length can be written")
  func longName() throws {
    let directory = try TemporaryDirectory()
    let name = String(repeating: "n", count: 255)
    try WholeFile.write([1], to: directory[name])
    #expect(directory.names() == [name])
    let error = #expect(throws: FormatError.self) { try WholeFile.write([1], to: directory[name + "n"]) }
    #expect(
      error?.description.contains("the name is too long for the file system; choose a shorter one") == true)
    #expect(directory.names() == [name])
  }

  @Test("a missing directory is an error that says so, with the fix")
  func missingDirectory() throws {
    let directory = try TemporaryDirectory()
    let path = directory["absent/file"]
    let error = #expect(throws: FormatError.self) { try WholeFile.write([1], to: path) }
    #expect(
      error?.description
        == "\(path): the file cannot be written: the parent directory does not exist; "
        + "create it first or choose another place")
    #expect(error?.kind == .cannotCreate)
  }

  @Test("a path through a file cannot be created")
  func throughFile() throws {
    let directory = try TemporaryDirectory()
    try directory.write([1], to: "file")
    let path = directory["file/x"]
    let error = #expect(throws: FormatError.self) { try WholeFile.write([1], to: path) }
    #expect(
      error?.description
        == "\(path): the file cannot be written: a part of this path is not a directory; choose another place"
    )
    #expect(error?.kind == .cannotCreate)
    #expect(directory.names() == ["file"])
  }

  @Test("a directory at the path stays")
  func directoryInPlace() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.makeDirectory("place")
    let error = #expect(throws: FormatError.cannotReplace(path: path, kind: .directory)) {
      try WholeFile.write([1], to: path)
    }
    #expect(
      error?.description
        == "\(path): this is a directory, so no file can be written there; choose another name")
    #expect(error?.kind == .cannotCreate)
    #expect(directory.names() == ["place"])
  }

  @Test("the temporary file is removed if it cannot be renamed")
  func temporaryRemoved() throws {
    let directory = try TemporaryDirectory()
    let error = #expect(throws: FormatError.self) { try WholeFile.write([1], to: directory["new/"]) }
    #expect(error?.kind == .cannotCreate)
    #expect(directory.names() == [])
  }

  #if os(Linux)
  @Test("a full disk is an input/output failure that says so")
  func fullDisk() throws {
    let error = #expect(throws: FormatError.self) { try WholeFile.write([1, 2, 3], to: "/dev/full") }
    #expect(
      error?.description == "/dev/full: writing failed: the disk is full; free some space and try again")
    #expect(error?.kind == .inputOutput)
  }

  @Test("a file system that accepts no new files is an error that names the path")
  func refused() throws {
    let error = #expect(throws: FormatError.self) { try WholeFile.write([1], to: "/proc/latentwalk") }
    #expect(error?.description.hasPrefix("/proc/latentwalk: the file cannot be written: ") == true)
    #expect(error?.kind == .cannotCreate)
  }
  #endif

  @Test("a device receives the bytes and stays a device")
  func device() throws {
    try WholeFile.write([1, 2, 3], to: "/dev/null")
    #expect(FileKind(at: "/dev/null") == .characterDevice)
  }

  @Test("a file is renamed, but never onto another or from nothing")
  func rename() throws {
    let directory = try TemporaryDirectory()
    try directory.write([1], to: "old")
    try directory.write([2], to: "other")
    try WholeFile.rename(directory["old"], to: directory["new"])
    #expect(directory.names() == ["new", "other"])
    #expect(try WholeFile.read(directory["new"]) == [1])
    let occupied = #expect(throws: FormatError.self) {
      try WholeFile.rename(directory["new"], to: directory["other"])
    }
    #expect(
      occupied?.description
        == "\(directory["other"]): the file cannot be written: a file of that name exists; choose another name"
    )
    #expect(try WholeFile.read(directory["other"]) == [2])
    #expect(throws: FormatError.self) { try WholeFile.rename(directory["old"], to: directory["free"]) }
  }

  @Test("a file is removed, and one that does not exist is no error")
  func remove() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write([1], to: "file")
    WholeFile.remove(path)
    WholeFile.remove(path)
    #expect(directory.names() == [])
  }

  @Test("a file too large to be read into memory is refused")
  func tooLarge() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write([], to: "sparse")
    try directory.setLength(of: "sparse", to: WholeFile.maxSize + 1)
    let error = #expect(throws: FormatError.self) { try WholeFile.read(path) }
    #expect(
      error?.description
        == "\(path): the file has 2147483649 bytes, but at most 2147483648 can be read; give a smaller file")
    #expect(error?.kind == .badData)
  }
}
