import ArgumentParser
import Ncurses
import Raster
import TextScreen

/// What to draw pictures with, in place of what the terminal reports.
struct DrawingOptions: ParsableArguments {
  enum Color: String, ExpressibleByArgument, CaseIterable {
    case auto, never
    case eight = "8"
    case sixteen = "16"
    case palette256 = "256"
    case truecolor
  }

  enum SymbolChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, ascii, block, braille, sextant
  }

  enum BackgroundChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, dark, light
  }

  @Option(help: "How many colours to use: auto, never, 8, 16, 256 or truecolor.")
  var color = Color.auto

  @Option(help: "Which characters to draw with: auto, ascii, block, braille or sextant.")
  var symbols = SymbolChoice.auto

  @Option(help: "What the terminal's background is: auto, dark or light.")
  var background = BackgroundChoice.auto

  @Option(help: "The colours of brightness: grey or viridis.")
  var colorMap = ColorMap.grey

  var choice: ScreenChoice {
    let depth: Capabilities.Depth? =
      switch color {
      case .auto: nil
      case .never: .mono
      case .eight: .eight
      case .sixteen: .sixteen
      case .palette256: .palette256
      case .truecolor: .truecolor
      }
    return ScreenChoice(
      depth: depth, symbols: Capabilities.Symbols(rawValue: symbols.rawValue),
      background: Capabilities.Background(rawValue: background.rawValue))
  }
}

extension ColorMap: ExpressibleByArgument {}

/// How the full screen uses the terminal.
struct ScreenOptions: ParsableArguments {
  @OptionGroup var drawing: DrawingOptions

  @Option(
    help: ArgumentHelp(
      "The maximum of kilobytes a second to send to the terminal on average, 0 for no limit.",
      valueName: "KB/s"))
  var bandwidth = 64.0

  @Flag(inversion: .prefixedNo, help: "Take the mouse: click and drag on the map, zoom with the wheel.")
  var mouse = true

  mutating func validate() throws {
    guard bandwidth == 0 || (bandwidth >= 1 && bandwidth <= 1e6) else {
      throw ValidationError("--bandwidth takes a number from 1 to 1000000, or 0, not \(bandwidth)")
    }
  }

  /// The maximum of bytes a second; nil for no limit.
  var bytesPerSecond: Double? { bandwidth == 0 ? nil : bandwidth * 1024 }
}
