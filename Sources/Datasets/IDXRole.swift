import Formats

/// The roles of the four files of a dataset in the style of MNIST.
enum IDXRole: CaseIterable {
  case trainImages, trainLabels, testImages, testLabels

  /// The file's name, without the `.gz` of a gzipped one.
  var fileName: String {
    switch self {
    case .trainImages: "train-images-idx3-ubyte"
    case .trainLabels: "train-labels-idx1-ubyte"
    case .testImages: "t10k-images-idx3-ubyte"
    case .testLabels: "t10k-labels-idx1-ubyte"
    }
  }

  /// Returns the path of this file in `directory`; the plain file comes before the gzipped one.
  func path(in directory: String) throws(DatasetError) -> String {
    let plain = PathText.joining(directory, fileName)
    let candidates = [plain, plain + ".gz"]
    guard let path = candidates.first(where: { FileKind(at: $0) != nil }) else {
      throw .missingFile(directory: directory, name: fileName)
    }
    return path
  }
}
