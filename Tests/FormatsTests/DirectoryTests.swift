import Formats
import TestSupport
import Testing

@Suite("Directory")
struct DirectoryTests {
  @Test(
    "a directory is created with its parents, and creating it again is no error",
    arguments: ["a", "a/b/c", "a/b/", "a//b"])
  func create(name: String) throws {
    let directory = try TemporaryDirectory()
    try Directory.create(directory[name])
    try Directory.create(directory[name])
    #expect(FileKind(at: directory[name]) == .directory)
  }

  @Test("a file of the same name is an error that names it")
  func fileInTheWay() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write([1], to: "file")
    let error = #expect(throws: FormatError.self) { try Directory.create(path) }
    #expect(
      error?.description
        == "\(path): the directory cannot be created: a file of that name exists; choose another name")
    #expect(error?.kind == .cannotCreate)
    let below = #expect(throws: FormatError.self) { try Directory.create(path + "/a/b") }
    #expect(below?.kind == .cannotCreate)
  }

  @Test("a new directory is created once, with its parents")
  func createNew() throws {
    let directory = try TemporaryDirectory()
    #expect(try Directory.createNew(directory["a/b"]))
    #expect(FileKind(at: directory["a/b"]) == .directory)
    #expect(try !Directory.createNew(directory["a/b"]))
    try directory.write([1], to: "file")
    #expect(try !Directory.createNew(directory["file"]))
    let below = #expect(throws: FormatError.self) { try Directory.createNew(directory["file/a"]) }
    #expect(below?.kind == .cannotCreate)
  }

  @Test("the names in a directory are sorted, with hidden ones; there are none in anything else")
  func names() throws {
    let directory = try TemporaryDirectory()
    #expect(Directory.names(in: directory.path) == [])
    for name in ["b", "c", ".a", "B", "d"] { try directory.write([1], to: name) }
    try directory.makeDirectory("e")
    #expect(Directory.names(in: directory.path) == [".a", "B", "b", "c", "d", "e"])
    #expect(Directory.names(in: directory["b"]) == [])
    #expect(Directory.names(in: directory["absent"]) == [])
  }

  @Test("the empty path is an error, and the root exists already")
  func edges() throws {
    #expect(throws: FormatError.self) { try Directory.create("") }
    try Directory.create("/")
    try Directory.create(".")
  }
}
