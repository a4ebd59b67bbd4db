import Datasets
import Formats
import TestSupport
import Testing

@Suite("DatasetLocation")
struct DatasetLocationTests {
  /// The error line for a damaged dataset, with `DIR` for its directory, and the kind of the failure.
  private func complaint(about fixture: DatasetFixture) throws -> (line: String, kind: FormatError.Kind)? {
    let directory = try TemporaryDirectory()
    let path = try fixture.write(to: directory)
    do throws(DatasetError) {
      _ = try DatasetLocation(name: "data", directory: path).load()
      return nil
    } catch {
      #expect(error.description.hasPrefix(path))
      #expect(!error.description.contains("\n"))
      return ("DIR" + error.description.dropFirst(path.count), error.kind)
    }
  }

  @Test("four files, plain or gzipped, are read as images and labels", arguments: [false, true])
  func load(isPacked: Bool) throws {
    let directory = try TemporaryDirectory()
    let fixture = isPacked ? DatasetFixture().packed : DatasetFixture()
    let dataset = try DatasetLocation(name: "small", directory: fixture.write(to: directory)).load()
    #expect(dataset.name == "small")
    #expect((dataset.train.width, dataset.train.height, dataset.train.count) == (4, 3, 3))
    #expect(dataset.train.pixelsPerImage == 12)
    #expect(dataset.train.pixels == Array(0..<36))
    #expect(dataset.train.labels == [9, 8, 7])
    #expect(Array(dataset.train.image(2)) == Array(24..<36))
    #expect(dataset.test.pixels == Array(0..<24))
    #expect(dataset.test.labels == [6, 5])
  }

  @Test("the size of the images is known from the training files alone")
  func imageSize() throws {
    let directory = try TemporaryDirectory()
    var fixture = DatasetFixture()
    fixture.files["t10k-images-idx3-ubyte"] = nil
    let size = try DatasetLocation(name: "small", directory: fixture.write(to: directory)).imageSize()
    #expect(size == (width: 4, height: 3))
  }

  @Test("the plain file is read if there are both")
  func plainPreferred() throws {
    let directory = try TemporaryDirectory()
    var fixture = DatasetFixture()
    fixture.files["t10k-labels-idx1-ubyte.gz"] = gzipped(idxBytes(dimensions: [2], elements: [1, 1]))
    let dataset = try DatasetLocation(name: "small", directory: fixture.write(to: directory)).load()
    #expect(dataset.test.labels == [6, 5])
  }

  @Test("progress rises from file to file up to one")
  func progress() throws {
    let directory = try TemporaryDirectory()
    var steps: [Double] = []
    _ = try DatasetLocation(name: "small", directory: DatasetFixture().write(to: directory)).load {
      steps.append($0)
    }
    #expect(steps.count >= 2)
    #expect(steps == steps.sorted())
    #expect(steps.last == 1)
    #expect(steps.allSatisfy { $0 > 0 })
  }

  @Test(
    "a missing file of the four is an error that names it",
    arguments: [
      "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte",
      "t10k-labels-idx1-ubyte",
    ])
  func missingFile(name: String) throws {
    var fixture = DatasetFixture()
    fixture.files[name] = nil
    let complaint = try complaint(about: fixture)
    #expect(
      complaint?.line
        == "DIR: the file \(name) or \(name).gz is missing; give a directory with four IDX "
        + "files, the images and labels for training and for testing")
    #expect(complaint?.kind == .noInput)
  }

  @Test("fewer labels than images are counted, before any pixel is read")
  func fewerLabels() throws {
    var fixture = DatasetFixture()
    fixture.files["train-labels-idx1-ubyte"] = idxBytes(dimensions: [2], elements: [9, 8])
    let complaint = try complaint(about: fixture)
    #expect(
      complaint?.line == "DIR/train-labels-idx1-ubyte: the file has 2 labels for the 3 images of "
        + "train-images-idx3-ubyte; give two files that belong together")
    #expect(complaint?.kind == .badData)
  }

  @Test("zero images are refused", arguments: ["train", "t10k"])
  func zeroImages(split: String) throws {
    var fixture = DatasetFixture()
    fixture.files["\(split)-images-idx3-ubyte"] = idxBytes(dimensions: [0, 3, 4], elements: [])
    fixture.files["\(split)-labels-idx1-ubyte"] = idxBytes(dimensions: [0], elements: [])
    let complaint = try complaint(about: fixture)
    #expect(
      complaint?.line == "DIR/\(split)-images-idx3-ubyte: the IDX header says 0 images, at byte 4; "
        + "give a file with images")
    #expect(complaint?.kind == .badData)
  }

  @Test(
    "images without pixels or of more than 1024 columns or rows are refused",
    arguments: [(0, 3), (3, 0), (1025, 1), (1, 1025)])
  func badSize(width: Int, height: Int) throws {
    let complaint = try complaint(about: DatasetFixture(width: width, height: height))
    #expect(
      complaint?.line == "DIR/train-images-idx3-ubyte: the IDX header says images of "
        + "\(width) x \(height) pixels, at byte 8; give images of 1 x 1 to 1024 x 1024")
    #expect(complaint?.kind == .badData)
  }

  @Test("images of 1 x 1 and of 1024 x 1024 are read", arguments: [1, 1024])
  func extremeSizes(side: Int) throws {
    #expect(try complaint(about: DatasetFixture(width: side, height: side)) == nil)
  }

  @Test("training and test images of different sizes are refused")
  func sizesDiffer() throws {
    var fixture = DatasetFixture()
    fixture.files["t10k-images-idx3-ubyte"] = DatasetFixture(width: 5).files["t10k-images-idx3-ubyte"]
    let complaint = try complaint(about: fixture)
    #expect(
      complaint?.line
        == "DIR/t10k-images-idx3-ubyte: the test images have 5 x 3 pixels and the training images "
        + "4 x 3; give files that belong together")
    #expect(complaint?.kind == .badData)
  }

  @Test("swapped image and label files are recognised")
  func swapped() throws {
    var fixture = DatasetFixture()
    fixture.files["train-images-idx3-ubyte"] = DatasetFixture().files["train-labels-idx1-ubyte"]
    #expect(
      try complaint(about: fixture)?.line == "DIR/train-images-idx3-ubyte: byte 3 of the IDX header says 1 "
        + "dimension, not 3; check that the image and label files are not swapped")
  }

  @Test("a file's own failure is passed on with its kind")
  func fileFailure() throws {
    var fixture = DatasetFixture().packed
    let packed = try #require(fixture.files["t10k-images-idx3-ubyte.gz"])
    fixture.files["t10k-images-idx3-ubyte.gz"] = packed.dropLast(9)
    let complaint = try complaint(about: fixture)
    #expect(
      complaint?.line == "DIR/t10k-images-idx3-ubyte.gz: the compressed data ends early, at byte "
        + "\(packed.count - 9) of the file; fetch the file again")
    #expect(complaint?.kind == .badData)
  }

  @Test("a header that claims 2^31 images is an error, not an allocation")
  func hugeClaim() throws {
    var fixture = DatasetFixture()
    fixture.files["train-images-idx3-ubyte"] = idxBytes(dimensions: [1 << 31, 28, 28], elements: [1, 2, 3])
    #expect(
      try complaint(about: fixture)?.line == "DIR/train-images-idx3-ubyte: the IDX header claims "
        + "2147483648 x 28 x 28 bytes, but the file ends at byte 19; fetch the file again")
  }

  @Test("a directory in place of a file is refused")
  func directoryForFile() throws {
    let directory = try TemporaryDirectory()
    var fixture = DatasetFixture()
    fixture.files["train-labels-idx1-ubyte"] = nil
    let path = try fixture.write(to: directory)
    let place = try directory.makeDirectory("data/train-labels-idx1-ubyte")
    #expect(throws: DatasetError.file(.notRegularFile(path: place, kind: .directory))) {
      try DatasetLocation(name: "data", directory: path).load()
    }
  }
}
