/// Images to train on and images to test with, of one size.
public struct ImageDataset: Sendable {
  /// What people call it, such as `mnist`.
  public let name: String
  /// The images to train on.
  public let train: ImageSet
  /// The images to test with.
  public let test: ImageSet

  /// Puts the parts together; the images of both must have one size.
  public init(name: String, train: ImageSet, test: ImageSet) {
    precondition(
      train.width == test.width && train.height == test.height,
      "training images of \(train.width) x \(train.height) do not go with test images of "
        + "\(test.width) x \(test.height)")
    self.name = name
    self.train = train
    self.test = test
  }
}
