import TextScreen

/// How values become cells, as a table over the 256 steps of a tone's range.
enum Shading: Sendable {
  /// A cell shows two pixels, one above the other, each in one of these palette colours.
  case halfBlocks(colors: [UInt8])

  /// A cell shows one value, the mean of two pixels, as one of these cells.
  case cells([Cell])

  /// How many pixels a cell shows, one above the other.
  var pixelsPerCell: Int {
    switch self {
    case .halfBlocks: 2
    case .cells: 1
    }
  }

  /// The best there is for the tone on the terminal.
  static func best(for tone: Tone, on capabilities: Capabilities) -> Shading {
    let hasBlocks = capabilities.symbols != .ascii
    return switch (tone, capabilities.depth, hasBlocks) {
    case (.grey, .palette256, true): grey256
    case (.grey, .sixteen, true): grey16
    case (.grey, .eight, true): grey8
    case (.grey, .mono, true): greyMono
    case (.grey, _, false): greyASCII
    case (.signed, .palette256, true): signed256
    case (.signed, .sixteen, true): signed16
    case (.signed, .eight, true): signed8
    case (.signed, .mono, true): signedMono
    case (.signed, .mono, false): signedASCIIMono
    case (.signed, .eight, false): signedASCII8
    case (.signed, _, false): signedASCII16
    }
  }
}
