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

extension DatasetError: CustomStringConvertible {
  /// One line: what is wrong, where, and the mend.
  public var description: String {
    switch self {
    case .file(let error):
      error.description
    case .unknownName(let name, let suggestion, let known):
      "\(name.isEmpty ? "the empty name" : name.printable): neither a known dataset "
        + "(\(known.joined(separator: ", "))) nor a directory; "
        + (suggestion.map { "did you mean \($0)? A directory must exist or have a slash in its path" }
          ?? "give one of those names, or a directory that exists or has a slash in its path")
    case .notInstalled(let name, let searched):
      "\(name): the dataset is in none of \(searched.map(\.printable).joined(separator: ", ")); "
        + Self.installation(of: name)
    case .noDirectory(let path):
      "\(path.printable): there is no such directory; check the name"
    case .notDirectory(let path, let kind):
      "\(path.printable): this is \(kind), not a directory; give the directory of the four IDX files"
    case .missingFile(let directory, let name):
      "\(directory.printable): the file \(name) or \(name).gz is missing; a dataset's directory holds four IDX "
        + "files, for images and labels to train and to test"
    case .noImages(let path):
      "\(path.printable): the IDX header, at byte 4, gives 0 images; give a file with images"
    case .badImageSize(let path, let width, let height, let largest):
      "\(path.printable): the IDX header, at byte 8, gives images of \(width) x \(height) pixels; "
        + "give images of 1 x 1 to \(largest) x \(largest)"
    case .countsDiffer(let images, let imageCount, let labels, let labelCount):
      "\(labels.printable): there are \(Self.count(labelCount, "label")) for the "
        + "\(Self.count(imageCount, "image")) of \(PathText.lastComponent(of: images).printable); "
        + "give two files that belong together"
    case .sizesDiffer(_, let trainWidth, let trainHeight, let test, let testWidth, let testHeight):
      "\(test.printable): the test images have \(testWidth) x \(testHeight) pixels and the training images "
        + "\(trainWidth) x \(trainHeight); give files that belong together"
    }
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  private static func installation(of name: String) -> String {
    name == "fashion-mnist"
      ? "install it, on Debian and Ubuntu with: apt-get install dataset-fashion-mnist"
      : "set LATENTWALK_ASSETS to the directory that holds \(name)"
  }
}
