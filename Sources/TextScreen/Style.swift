/// A colour of text or of its background.
public enum Color: Hashable, Sendable {
  /// The terminal's own colour.
  case standard

  /// An index into xterm's 256 colours: 0...15 named, 16...231 a cube of six levels, 232...255 greys.
  case palette(UInt8)

  /// Any colour, for terminals that have them all.
  case rgb(RGB)
}

/// How a glyph is set, apart from its colours.
public struct Attributes: OptionSet, Hashable, Sendable {
  /// The bits of the attributes in the set.
  public let rawValue: UInt8

  /// Makes a set from its bits.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// Heavier or brighter.
  public static let bold = Attributes(rawValue: 1)

  /// Fainter.
  public static let dim = Attributes(rawValue: 2)

  /// With a line beneath.
  public static let underline = Attributes(rawValue: 4)

  /// With foreground and background exchanged.
  public static let reverse = Attributes(rawValue: 8)
}

/// The look of a cell: two colours and attributes.
public struct Style: Hashable, Sendable {
  /// The colour of the glyph.
  public var foreground: Color

  /// The colour around the glyph.
  public var background: Color

  /// Bold, dim, underlined, reversed.
  public var attributes: Attributes

  /// Makes a style; what is left out is the terminal's own.
  public init(
    foreground: Color = .standard, background: Color = .standard, attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The terminal's own colours, no attributes.
  public static let plain = Style()
}
