import Formats

/// Why a dataset cannot be loaded.
///
/// `description` is one line: what is wrong, where, and the fix.
public enum DatasetError: Error, Sendable, Equatable {
  /// One of its files cannot be read.
  case file(FormatError)
  /// The name is neither a known dataset nor a path that exists; `suggestion` is the closest known name, if any.
  case unknownName(String, suggestion: String?, known: [String])
  /// A known dataset is in none of the directories that were searched.
  case notInstalled(name: String, searched: [String])
  /// Nothing exists at the path that was given.
  case noDirectory(path: String)
  /// The path that was given is not a directory.
  case notDirectory(path: String, kind: FileKind)
  /// A directory lacks one of the four files; `name` is the file's name without `.gz`.
  case missingFile(directory: String, name: String)
  /// A file of images contains none.
  case noImages(path: String)
  /// The images have no pixels, or a side longer than `maxSide` pixels.
  case badImageSize(path: String, width: Int, height: Int, maxSide: Int)
  /// The numbers of images and labels differ.
  case countsDiffer(images: String, imageCount: Int, labels: String, labelCount: Int)
  /// Training images and test images have different sizes.
  case sizesDiffer(
    train: String, trainWidth: Int, trainHeight: Int, test: String, testWidth: Int, testHeight: Int)

  /// The class of this failure, which determines a program's exit status.
  public var kind: FormatError.Kind {
    switch self {
    case .file(let error): error.kind
    case .unknownName, .notInstalled, .noDirectory, .notDirectory, .missingFile: .noInput
    case .noImages, .badImageSize, .countsDiffer, .sizesDiffer: .badData
    }
  }

  /// Returns what `body` returns, and wraps its error.
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
  /// One line: what is wrong, where, and the fix.
  public var description: String {
    switch self {
    case .file(let error):
      error.description
    case .unknownName(let name, let suggestion, let known):
      "\(name.isEmpty ? "the empty name" : name.printable): neither a known dataset "
        + "(\(known.joined(separator: ", "))) nor a directory; "
        + "give \(suggestion ?? "one of those names"), or the path of a directory"
    case .notInstalled(let name, let searched):
      "\(name): the dataset is not in \(searched.map(\.printable).joined(separator: ", ")); "
        + Self.installation(of: name)
    case .noDirectory(let path):
      "\(path.printable): there is no such directory; check the name"
    case .notDirectory(let path, let kind):
      "\(path.printable): this is \(kind), not a directory; give the directory of the four IDX files"
    case .missingFile(let directory, let name):
      "\(directory.printable): the file \(name) or \(name).gz is missing; give a directory with four IDX files, "
        + "the images and labels for training and for testing"
    case .noImages(let path):
      "\(path.printable): the IDX header says 0 images, at byte 4; give a file with images"
    case .badImageSize(let path, let width, let height, let maxSide):
      "\(path.printable): the IDX header says images of \(width) x \(height) pixels, at byte 8; "
        + "give images of 1 x 1 to \(maxSide) x \(maxSide)"
    case .countsDiffer(let images, let imageCount, let labels, let labelCount):
      "\(labels.printable): the file has \(Self.count(labelCount, "label")) for the "
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
