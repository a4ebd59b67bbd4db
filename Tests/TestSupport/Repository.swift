/// Files of the checkout that tests read.
public enum Repository {
  /// The checkout's root, found from where this file was compiled.
  public static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

  /// The directory with the bundled MNIST.
  public static let mnist = root + "/assets/mnist"
}
