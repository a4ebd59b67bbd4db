import Formats
import TestSupport
import Testing

@Suite("PathText")
struct PathTextTests {
  @Test(
    "a path is split at its last slash",
    arguments: [
      ("a/b", "a", "b"), ("a/b/", "a", "b"), ("b", ".", "b"), ("b/", ".", "b"), ("/b", "/", "b"),
      ("/", "/", ""),
      ("a//b", "a", "b"), ("", ".", ""), ("../x", "..", "x"),
    ])
  func parts(path: String, parent: String, last: String) {
    #expect(PathText.parent(of: path) == parent)
    #expect(PathText.lastComponent(of: path) == last)
  }

  @Test("joining never doubles a slash")
  func joining() {
    #expect(PathText.joining("a", "b") == "a/b")
    #expect(PathText.joining("a/", "b") == "a/b")
    #expect(PathText.joining("/", "b") == "/b")
  }

  @Test("resolving follows links and returns nil for a path that does not exist")
  func resolving() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.write([1], to: "file")
    let link = try directory.makeLink("link", to: "file")
    #expect(PathText.resolved(link) == file)
    #expect(PathText.resolved(directory["sub/../file"]) == nil)
    #expect(PathText.resolved(directory["./file"]) == file)
  }
}
