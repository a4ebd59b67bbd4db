import ArgumentParser
import Datasets
import Formats
import Raster
import TextScreen

/// `latentwalk show`: images as text on standard output.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print images as text: of a data set, or PNG files.")

  enum Split: String, ExpressibleByArgument, CaseIterable {
    case test, train
  }

  @Argument(
    help: ArgumentHelp(
      "mnist, fashion-mnist, a directory with the four IDX files, or PNG files.", valueName: "data or file"))
  var sources = ["mnist"]

  @Option(help: "The number of a data set's first image, from 0.")
  var index = 0

  @Option(help: "How many images of a data set.")
  var count = 1

  @Option(help: "Which of a data set's images: test or train.")
  var split = Split.test

  @Option(help: ArgumentHelp("The size of a picture in characters.", valueName: "columns x rows"))
  var size = CellSize(Size(columns: 28, rows: 14))

  @Flag(help: "Write a picture's number and label, or its file's name, under it.")
  var captions = false

  @OptionGroup var drawing: DrawingOptions

  mutating func validate() throws {
    guard index >= 0 else { throw ValidationError("--index takes a number from 0, not \(index)") }
    guard count >= 1 else { throw ValidationError("--count takes a number from 1, not \(count)") }
  }

  mutating func run() throws {
    let facts = TerminalFacts(environment: ProcessFacts.environment, choice: drawing.choice)
    let pencil = Pencil(
      facts.printingDetection(drawing.choice).capabilities, map: drawing.colorMap, mixesColors: true)
    var pictures: [(Picture, String)] = []
    for source in sources { pictures += try self.pictures(of: source) }
    let sheet = PictureSheet(
      pictures: pictures.map { (picture: $0.0, caption: $0.1) }, size: size.size, hasCaptions: captions,
      pencil: pencil)
    try StandardOutput.write(sheet.text(columns: facts.size?.columns ?? 80))
  }

  private func pictures(of source: String) throws -> [(Picture, String)] {
    if source.lowercased().hasSuffix(".png") {
      let image = try PNGFile.read(source)
      let name = PathText.lastComponent(of: source)
      return [(Picture(width: image.width, height: image.height, bytes: image.pixels), name.printable)]
    }
    let dataset = try ProcessFacts.datasetLocator.locate(source).load()
    let images = split == .test ? dataset.test : dataset.train
    guard index < images.count else {
      throw CommandFailure(
        "--index takes a number from 0 to \(images.count - 1) with the \(split.rawValue) images of "
          + "\(dataset.name.printable), not \(index)", status: ExitStatus.usage)
    }
    return (index..<min(images.count, index + min(count, images.count))).map { number in
      (
        Picture(width: images.width, height: images.height, bytes: images.image(number)),
        "#\(number) (\(images.labels[number]))"
      )
    }
  }
}

/// A size in characters as it is typed: `28x14`.
struct CellSize: ExpressibleByArgument {
  /// The extents that are drawn; beyond them a picture is more text than anyone reads.
  private static let extents = 1...1000

  let size: Size

  init(_ size: Size) {
    self.size = size
  }

  init?(argument: String) {
    let numbers = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false).map {
      Int($0)
    }
    guard numbers.count == 2, let columns = numbers[0], let rows = numbers[1],
      Self.extents.contains(columns), Self.extents.contains(rows)
    else { return nil }
    size = Size(columns: columns, rows: rows)
  }

  var defaultValueDescription: String { "\(size.columns)x\(size.rows)" }
}
