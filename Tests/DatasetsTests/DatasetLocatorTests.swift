import Datasets
import Formats
import TestSupport
import Testing

@Suite("DatasetLocator")
struct DatasetLocatorTests {
  /// A locator whose every directory is inside `directory`.
  private func locator(in directory: borrowing TemporaryDirectory, assets: String? = nil) -> DatasetLocator {
    DatasetLocator(
      environment: assets.map { ["LATENTWALK_ASSETS": $0] } ?? [:],
      executablePath: directory["bin/latentwalk"],
      systemDirectories: [directory["system"]])
  }

  @Test("LATENTWALK_ASSETS comes before the program's share, and that before the system's datasets")
  func order() throws {
    let directory = try TemporaryDirectory()
    let system = try DatasetFixture().write(to: directory, as: "system/mnist")
    #expect(try locator(in: directory, assets: directory["mine"]).locate("mnist").directory == system)
    let share = try DatasetFixture().write(to: directory, as: "share/latentwalk/mnist")
    #expect(try locator(in: directory, assets: directory["mine"]).locate("mnist").directory == share)
    let mine = try DatasetFixture().write(to: directory, as: "mine/mnist")
    #expect(
      try locator(in: directory, assets: directory["mine"]).locate("mnist")
        == DatasetLocation(name: "mnist", directory: mine))
    #expect(try locator(in: directory).locate("mnist").directory == share)
    #expect(try locator(in: directory, assets: "").locate("mnist").directory == share)
  }

  @Test("a program built in a checkout finds the checkout's assets, through links too")
  func checkout() throws {
    let directory = try TemporaryDirectory()
    try directory.write([], to: "checkout/Package.swift")
    let assets = try DatasetFixture().packed.write(to: directory, as: "checkout/assets/mnist")
    let program = try directory.write([], to: "checkout/.build/x86_64/release/latentwalk")
    let link = try directory.makeLink("latentwalk", to: program)
    for path in [program, link] {
      let locator = DatasetLocator(environment: [:], executablePath: path, systemDirectories: [])
      #expect(try locator.locate("mnist").directory == assets)
    }
  }

  @Test("a dataset that is not found is an error with every place and the fix")
  func nowhere() throws {
    let directory = try TemporaryDirectory()
    let places = ["\(directory["mine"])/NAME", directory["share/latentwalk/NAME"], directory["system/NAME"]]
    let locator = locator(in: directory, assets: directory["mine"])
    let fixes = [
      "mnist": "set LATENTWALK_ASSETS to the directory that holds mnist",
      "fashion-mnist": "install it, on Debian and Ubuntu with: apt-get install dataset-fashion-mnist",
    ]
    for (name, fix) in fixes {
      let error = #expect(throws: DatasetError.self) { try locator.locate(name) }
      let searched = places.map { $0.dropLast(4) + name }.joined(separator: ", ")
      #expect(error?.description == "\(name): the dataset is not in \(searched); \(fix)")
      #expect(error?.kind == .noInput)
    }
  }

  @Test("a listing has every known name, with its location and the places searched")
  func listing() throws {
    let directory = try TemporaryDirectory()
    let found = try DatasetFixture().write(to: directory, as: "system/fashion-mnist")
    let listing = locator(in: directory).listing()
    #expect(listing.map(\.name) == ["mnist", "fashion-mnist"])
    #expect(listing[0].location == nil)
    #expect(listing[0].places == [directory["share/latentwalk/mnist"], directory["system/mnist"]])
    #expect(listing[1].location == DatasetLocation(name: "fashion-mnist", directory: found))
  }

  @Test("a dataset that lacks a file is an error, and no later place is used instead")
  func incomplete() throws {
    let directory = try TemporaryDirectory()
    try DatasetFixture().write(to: directory, as: "system/mnist")
    var fixture = DatasetFixture()
    fixture.files["t10k-labels-idx1-ubyte"] = nil
    let share = try fixture.write(to: directory, as: "share/latentwalk/mnist")
    let expected = DatasetError.missingFile(directory: share, name: "t10k-labels-idx1-ubyte")
    #expect(throws: expected) { try locator(in: directory).locate("mnist") }
    #expect(throws: expected) { try locator(in: directory).listing()[0].result.get() }
  }

  @Test("a dataset in a directory has the name of its last component")
  func path() throws {
    let directory = try TemporaryDirectory()
    let data = try DatasetFixture().write(to: directory, as: "digits")
    for path in [data, data + "/", data + "/../digits/."] {
      let location = try locator(in: directory).locate(path)
      #expect(location == DatasetLocation(name: "digits", directory: path))
      #expect(try location.load().train.count == 3)
    }
  }

  @Test("a path to nothing, or to something other than a directory, is missing input")
  func badPath() throws {
    let directory = try TemporaryDirectory()
    let absent = #expect(throws: DatasetError.self) { try locator(in: directory).locate(directory["absent"]) }
    #expect(absent?.description == "\(directory["absent"]): there is no such directory; check the name")
    #expect(absent?.kind == .noInput)
    let file = try directory.write([1], to: "file\u{1b}[2J")
    let notDirectory = #expect(throws: DatasetError.self) { try locator(in: directory).locate(file) }
    #expect(
      notDirectory?.description
        == "\(directory["file"])\\u{1b}[2J: this is a file, not a directory; give the "
        + "directory of the four IDX files")
    #expect(notDirectory?.kind == .noInput)
    try directory.makeDirectory("empty")
    #expect(throws: DatasetError.missingFile(directory: directory["empty"], name: "train-images-idx3-ubyte"))
    {
      try locator(in: directory).locate(directory["empty"])
    }
  }

  @Test(
    "an unknown name is an error with the known ones, and the closest of them",
    arguments: [
      ("minst", "mnist"), ("MNIST", "mnist"), ("mnist ", "mnist"), ("fashion_mnist", "fashion-mnist"),
      ("fashion", "fashion-mnist"), ("Fashion-MNIST", "fashion-mnist"), ("cifar10", nil), ("", nil),
      ("zz", nil),
    ])
  func unknown(name: String, suggestion: String?) throws {
    let directory = try TemporaryDirectory()
    let error = #expect(throws: DatasetError.self) { try locator(in: directory).locate(name) }
    #expect(error == .unknownName(name, suggestion: suggestion, known: ["mnist", "fashion-mnist"]))
    #expect(
      error?.description
        == "\(name.isEmpty ? "the empty name" : name): neither a known dataset (mnist, fashion-mnist) nor a "
        + "directory; "
        + "give \(suggestion ?? "one of those names"), or the path of a directory")
    #expect(error?.kind == .noInput)
  }
}
