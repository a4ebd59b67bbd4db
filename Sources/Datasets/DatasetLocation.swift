import Formats

/// A directory with the four files of a dataset in the style of MNIST.
public struct DatasetLocation: Sendable, Equatable {
  /// The dataset's name, such as `mnist`.
  public let name: String
  /// The path of the directory.
  public let directory: String

  /// Names a dataset and the directory of its files, without reading them.
  public init(name: String, directory: String) {
    self.name = name
    self.directory = directory
  }

  /// The width and height of its images in pixels, from the headers of the training files alone.
  public func imageSize() throws(DatasetError) -> (width: Int, height: Int) {
    let train = try SplitReader(images: .trainImages, labels: .trainLabels, in: directory)
    return (train.width, train.height)
  }

  /// Reads all four files, once each, and checks them against each other.
  ///
  /// The headers are compared before any pixel is read.
  /// - Parameter progress: called with the fraction read so far, rising to 1, a few dozen times for a large dataset.
  public func load(progress: (Double) -> Void = { _ in }) throws(DatasetError) -> ImageDataset {
    let train = try SplitReader(images: .trainImages, labels: .trainLabels, in: directory)
    let test = try SplitReader(images: .testImages, labels: .testLabels, in: directory)
    guard (train.width, train.height) == (test.width, test.height) else {
      throw .sizesDiffer(
        train: train.imagesPath, trainWidth: train.width, trainHeight: train.height,
        test: test.imagesPath, testWidth: test.width, testHeight: test.height)
    }
    let trainLength = train.length
    let total = Double(trainLength + test.length)
    let trainSet = try train.imageSet { progress(Double($0) / total) }
    let testSet = try test.imageSet { progress(Double(trainLength + $0) / total) }
    return ImageDataset(name: name, train: trainSet, test: testSet)
  }
}
