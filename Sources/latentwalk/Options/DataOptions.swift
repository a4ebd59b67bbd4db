import ArgumentParser
import Datasets
import Formats
import Training

/// Which images to use.
struct DataOptions: ParsableArguments, Sendable {
  @Option(
    name: .customLong("data"),
    help: "mnist, fashion-mnist, or a directory with the four IDX files, gzipped or not.")
  var name: String?

  /// Finds the images, MNIST where none are named.
  func locate() throws -> DatasetLocation {
    try ProcessFacts.datasetLocator.locate(name ?? TrainingConfiguration().data)
  }

  /// The images as a run remembers them: by their name, or by a path that holds from any directory.
  func remembered(_ location: DatasetLocation) -> String {
    guard let name, !DatasetLocator.knownNames.contains(name) else { return location.name }
    return PathText.resolved(location.directory) ?? location.directory
  }
}
