/// One character position of a screen: a glyph that is exactly one column wide, and its style.
public struct Cell: Hashable, Sendable {
  /// What is shown; always one column wide.
  public let glyph: Unicode.Scalar

  /// How it is shown.
  public var style: Style

  /// Makes a cell; a glyph that is not one column wide becomes `?`.
  public init(_ glyph: Unicode.Scalar, style: Style = .plain) {
    self.glyph = glyph.isOneColumnWide ? glyph : "?"
    self.style = style
  }

  /// A space in the terminal's own colours.
  public static let blank = Cell(" ")
}
