import ArgumentParser
import Datasets
import Formats
import TextScreen

/// `latentwalk data`: what images are at hand.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "List the images at hand, and where they were looked for.")

  mutating func run() throws {
    for listing in ProcessFacts.datasetLocator.listing() {
      let name = listing.name.padded(to: 16)
      switch listing.result {
      case .success(let location): try StandardOutput.writeLine(name + describe(location))
      case .failure(let error): try StandardOutput.writeLine("\(name)not at hand: \(error)")
      }
    }
  }

  private func describe(_ location: DatasetLocation) -> String {
    do {
      let size = try location.imageSize()
      return "\(size.width)x\(size.height), in \(location.directory.printable)"
    } catch {
      return "damaged: \(error)"
    }
  }
}
