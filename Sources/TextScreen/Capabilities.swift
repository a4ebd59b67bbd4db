/// What a terminal can show: how many colours, and which glyphs.
public struct Capabilities: Hashable, Sendable {
  /// How many colours there are, the raw value.
  public enum Depth: Int, Hashable, Sendable, Comparable, CaseIterable {
    /// The terminal's own two colours, no others.
    case mono = 2

    /// Black, red, green, yellow, blue, magenta, cyan, white.
    case eight = 8

    /// The eight, and a bright one of each.
    case sixteen = 16

    /// Xterm's 256 colours with their grey ramp.
    case palette256 = 256

    /// Whether `left` has fewer colours than `right`.
    public static func < (left: Depth, right: Depth) -> Bool { left.rawValue < right.rawValue }
  }

  /// Which glyphs can be relied on; each case has those before it.
  public enum Symbols: String, Hashable, Sendable, CaseIterable {
    /// ASCII alone.
    case ascii

    /// Block elements, shades and box drawing.
    case block

    /// Braille patterns too.
    case braille
  }

  /// How many colours.
  public let depth: Depth

  /// Which glyphs.
  public let symbols: Symbols

  /// Makes capabilities as given.
  public init(depth: Depth, symbols: Symbols) {
    self.depth = depth
    self.symbols = symbols
  }
}
