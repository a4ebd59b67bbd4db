/// What a terminal can show: how many colours, which glyphs, on what background.
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

    /// Every colour of 8 bits for red, green and blue.
    case truecolor = 16_777_216

    /// Whether `left` has fewer colours than `right`.
    public static func < (left: Depth, right: Depth) -> Bool { left.rawValue < right.rawValue }
  }

  /// Which glyphs can be relied on; each case has those before it.
  public enum Symbols: String, Hashable, Sendable, Comparable, CaseIterable {
    /// ASCII alone.
    case ascii

    /// Block elements, shades and box drawing.
    case block

    /// Braille patterns too.
    case braille

    /// Sextants too (U+1FB00, Unicode 13), which many fonts lack.
    case sextant

    /// Whether `left` has fewer glyphs than `right`.
    public static func < (left: Symbols, right: Symbols) -> Bool { left.order < right.order }

    private var order: Int {
      switch self {
      case .ascii: 0
      case .block: 1
      case .braille: 2
      case .sextant: 3
      }
    }
  }

  /// What the terminal's own background is.
  public enum Background: String, Hashable, Sendable, CaseIterable {
    /// Light text on black or nearly black.
    case dark

    /// Dark text on white or nearly white.
    case light
  }

  /// How many colours.
  public let depth: Depth

  /// Which glyphs.
  public let symbols: Symbols

  /// What they are drawn on.
  public var background: Background

  /// Makes capabilities as given.
  public init(depth: Depth, symbols: Symbols, background: Background = .dark) {
    self.depth = depth
    self.symbols = symbols
    self.background = background
  }
}
