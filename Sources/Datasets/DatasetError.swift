import Formats

/// Why a dataset cannot be had.
///
/// `description` is one line of what, where and the mend.
public enum DatasetError: Error, Sendable, Equatable {
  /// One of its files cannot be read.
  case file(FormatError)
  /// The name is neither a known dataset nor something in the file system; `suggestion` is the nearest known name.
  case unknownName(String, suggestion: String?, known: [String])
  /// A known dataset is in none of the places where it is looked for.
  case notInstalled(name: String, searched: [String])
  /// There is nothing at the path that was given.
  case noDirectory(path: String)
  /// Something other than a directory is at the path that was given.
  case notDirectory(path: String, kind: FileKind)
  /// A directory lacks one of the four files; `name` is that of the plain one.
  case missingFile(directory: String, name: String)
  /// A file of images has none.
  case noImages(path: String)
  /// The images have no columns or rows, or too many.
  case badImageSize(path: String, width: Int, height: Int, largest: Int)
  /// There are more images than labels, or fewer.
  case countsDiffer(images: String, imageCount: Int, labels: String, labelCount: Int)
  /// Training images and test images have different sizes.
  case sizesDiffer(
    train: String, trainWidth: Int, trainHeight: Int, test: String, testWidth: Int, testHeight: Int)

  /// The class of this failure, from which a program's exit status follows.
  public var kind: FormatError.Kind {
    switch self {
    case .file(let error): error.kind
    case .unknownName, .notInstalled, .noDirectory, .notDirectory, .missingFile: .noInput
    case .noImages, .badImageSize, .countsDiffer, .sizesDiffer: .badData
    }
  }

  /// What `body` gives, its error wrapped.
  static func wrapping<Value: ~Copyable>(
    _ body: () throws(FormatError) -> Value
  ) throws(DatasetError) -> Value {
    do throws(FormatError) {
      return try body()
    } catch {
      throw .file(error)
    }
  }
}
