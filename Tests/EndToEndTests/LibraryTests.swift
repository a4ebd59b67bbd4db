import Foundation
import TestSupport
import Testing

/// The package as others depend on it: a clone with a version, which has what is committed, and the example on it.
///
/// A dependency on a path would allow flags that a dependency on a version refuses.
@Suite("The library", .serialized)
struct LibraryTests {
  private static let example = Repository.root + "/Examples/TrainAVAE"

  @Test("builds in a package that depends on a version of it, trains and draws digits")
  func dependent() throws {
    let directory = try TemporaryDirectory()
    let (library, package) = (directory["Latentwalk"], directory["TrainAVAE"])
    try run("git", "clone", "--quiet", Repository.root, library)
    try run("git", "-C", library, "tag", "1.0.0")
    for name in ["Package.swift", "Sources/TrainAVAE/main.swift"] {
      let text = try String(contentsOfFile: Self.example + "/" + name, encoding: .utf8)
      let dependency = #".package(url: "file://\#(library)", exact: "1.0.0")"#
      let changed = text.replacing(#".package(name: "Latentwalk", path: "../..")"#, with: dependency)
      try directory.write(Array(changed.utf8), to: "TrainAVAE/" + name)
    }
    let manifest = try String(contentsOfFile: package + "/Package.swift", encoding: .utf8)
    #expect(manifest.contains("exact:") && !manifest.contains("path:"))
    try run("swift", "build", "-c", "release", "--package-path", package)
    let output = try run(package + "/.build/release/TrainAVAE", Repository.mnist)
    let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
    let losses = lines.prefix(2).compactMap { line in
      line.split(separator: " ").dropFirst(2).first.flatMap { Double($0) }
    }
    #expect(losses.count == 2 && losses[0] < 150 && losses[1] < losses[0] - 5, "\(output)")
    // Three digits of 14 lines, with something white and something black.
    #expect(lines.count == 2 + 3 * 14 + 1)
    #expect(output.contains("###") && output.contains("   "))
  }

  @Test("is shown in the first article by the very program of the example")
  func article() throws {
    let article = try String(
      contentsOfFile: Repository.root + "/Sources/VAECore/VAECore.docc/TrainAVAE.md", encoding: .utf8)
    let program = try String(contentsOfFile: Self.example + "/Sources/TrainAVAE/main.swift", encoding: .utf8)
    #expect(article.contains("```swift\n" + program + "```"))
    #expect(program.split(separator: "\n").count <= 20)
  }

  /// Runs a program, of a path or the search path, as its user would; returns what it printed.
  @discardableResult
  private func run(_ command: String, _ arguments: String...) throws -> String {
    let finished = try Program.run(path: command, arguments)
    #expect(
      finished.status == 0,
      "\(command) \(arguments.joined(separator: " ")): \(finished.output)\(finished.errors)")
    return finished.output
  }
}
