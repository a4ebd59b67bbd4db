import ArgumentParser
import Datasets
import Formats

/// `latentwalk data`: what images are at hand.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "List the images at hand, and where they were looked for.")

  mutating func run() throws {
    let locator = DatasetLocator(
      environment: ProcessFacts.environment, executablePath: ProcessFacts.executablePath)
    for listing in locator.listing() {
      let name = listing.name + String(repeating: " ", count: max(1, 16 - listing.name.count))
      switch listing.result {
      case .success(let location):
        let size = try location.imageSize()
        try StandardOutput.writeLine(
          "\(name)\(size.width)x\(size.height), in \(location.directory.printable)")
      case .failure(let error):
        try StandardOutput.writeLine("\(name)not at hand: \(error)")
      }
    }
  }
}
