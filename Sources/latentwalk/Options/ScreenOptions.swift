import ArgumentParser
import Ncurses
import TextScreen

/// What to draw with, where the terminal's own word is not to be taken.
struct ScreenOptions: ParsableArguments {
  enum Color: String, ExpressibleByArgument, CaseIterable {
    case auto, never
    case sixteen = "16"
    case palette256 = "256"
  }

  enum SymbolChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, ascii, block, braille
  }

  @Option(help: "How many colours to use: auto, never, 16 or 256.")
  var color = Color.auto

  @Option(help: "Which characters to draw with: auto, ascii, block or braille.")
  var symbols = SymbolChoice.auto

  var depth: Capabilities.Depth? {
    switch color {
    case .auto: nil
    case .never: .mono
    case .sixteen: .sixteen
    case .palette256: .palette256
    }
  }

  var symbolSet: Capabilities.Symbols? { Capabilities.Symbols(rawValue: symbols.rawValue) }
}
