import ArgumentParser
import Datasets

/// Which images to use.
struct DataOptions: ParsableArguments {
  @Option(
    name: .customLong("data"),
    help: "mnist, fashion-mnist, or a directory with the four IDX files, gzipped or not.")
  var name: String?

  /// Finds the images, those of `fallback` where none are named.
  func locate(or fallback: String = "mnist") throws -> DatasetLocation {
    let locator = DatasetLocator(
      environment: ProcessFacts.environment, executablePath: ProcessFacts.executablePath)
    return try locator.locate(name ?? fallback)
  }
}
