import TestSupport

/// The four files of a small dataset, any of which a test may damage before writing them.
struct DatasetFixture {
  /// File contents by name.
  var files: [String: [UInt8]]

  /// Three training and two test images of `width x height`, whose pixels count up and whose labels count down.
  init(width: Int = 4, height: Int = 3) {
    func images(_ count: Int) -> [UInt8] {
      let pixels = (0..<count * height * width).map { UInt8(truncatingIfNeeded: $0) }
      return idxBytes(dimensions: [count, height, width], elements: pixels)
    }
    files = [
      "train-images-idx3-ubyte": images(3),
      "train-labels-idx1-ubyte": idxBytes(dimensions: [3], elements: [9, 8, 7]),
      "t10k-images-idx3-ubyte": images(2),
      "t10k-labels-idx1-ubyte": idxBytes(dimensions: [2], elements: [6, 5]),
    ]
  }

  /// Writes the files into the directory `name` of `directory` and returns its path.
  @discardableResult
  func write(to directory: borrowing TemporaryDirectory, as name: String = "data") throws -> String {
    for (file, bytes) in files { try directory.write(bytes, to: "\(name)/\(file)") }
    return directory[name]
  }

  /// The same files gzipped, with names to match.
  var packed: DatasetFixture {
    var fixture = self
    fixture.files = Dictionary(uniqueKeysWithValues: files.map { ($0.key + ".gz", gzipped($0.value)) })
    return fixture
  }
}
