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

  @Test("the empty path is an error, and the root exists already")
  func edges() throws {
    #expect(throws: FormatError.self) { try Directory.create("") }
    try Directory.create("/")
    try Directory.create(".")
  }
}
