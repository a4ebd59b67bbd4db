import Foundation
import TestSupport
import Testing

/// The package as others depend on it: a clone with a version, from which a package of its own is built and run.
///
/// A dependency on a path would allow flags that a dependency on a version refuses.
@Suite("The library", .serialized)
struct LibraryTests {
  private static let example = Repository.root + "/Examples/TrainAVAE/Sources/TrainAVAE/main.swift"

  @Test("builds in a package that depends on a version of it, trains and draws digits")
  func dependent() throws {
    let directory = try TemporaryDirectory()
    let (library, package) = (directory["Latentwalk"], directory["TrainAVAE"])
    try run("git", "clone", "--quiet", Repository.root, library)
    try run("git", "-C", library, "tag", "1.0.0")
    let main = try String(contentsOfFile: Self.example, encoding: .utf8)
    try directory.write(Array(main.utf8), to: "TrainAVAE/Sources/main.swift")
    try directory.write(Array(Self.manifest(library).utf8), to: "TrainAVAE/Package.swift")
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
    let program = try String(contentsOfFile: Self.example, encoding: .utf8)
    #expect(article.contains("```swift\n" + program + "```"))
    #expect(program.split(separator: "\n").count <= 20)
  }

  private static func manifest(_ library: String) -> String {
    """
    // swift-tools-version: 6.1
    import PackageDescription
    let package = Package(
      name: "TrainAVAE", platforms: [.macOS(.v15)],
      dependencies: [.package(url: "file://\(library)", exact: "1.0.0")],
      targets: [
        .executableTarget(
          name: "TrainAVAE",
          dependencies: [
            .product(name: "VAECore", package: "Latentwalk"), .product(name: "Datasets", package: "Latentwalk"),
          ], path: "Sources")
      ])
    """
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
