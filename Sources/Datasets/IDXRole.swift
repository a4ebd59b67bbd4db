import Formats

/// What each of the four files of a dataset in the style of MNIST holds.
enum IDXRole: CaseIterable {
  case trainImages, trainLabels, testImages, testLabels

  /// The file's name where it is not gzipped.
  var fileName: String {
    switch self {
    case .trainImages: "train-images-idx3-ubyte"
    case .trainLabels: "train-labels-idx1-ubyte"
    case .testImages: "t10k-images-idx3-ubyte"
    case .testLabels: "t10k-labels-idx1-ubyte"
    }
  }

  /// The path of this file in `directory`: the plain one where there are both.
  func path(in directory: String) throws(DatasetError) -> String {
    let plain = PathText.joining(directory, fileName)
    let candidates = [plain, plain + ".gz"]
    guard let path = candidates.first(where: { FileKind(at: $0) != nil }) else {
      throw .missingFile(directory: directory, name: fileName)
    }
    return path
  }
}
