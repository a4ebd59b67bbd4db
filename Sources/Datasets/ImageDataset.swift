/// Training and test images of one size.
public struct ImageDataset: Sendable {
  /// The dataset's name, such as `mnist`.
  public let name: String
  /// The training images.
  public let train: ImageSet
  /// The test images.
  public let test: ImageSet

  /// Makes a dataset of two sets, whose images must have the same size.
  public init(name: String, train: ImageSet, test: ImageSet) {
    precondition(
      train.width == test.width && train.height == test.height,
      "training images of \(train.width) x \(train.height) and test images of \(test.width) x \(test.height) "
        + "differ in size")
    self.name = name
    self.train = train
    self.test = test
  }
}
