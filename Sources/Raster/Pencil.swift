import TextScreen

/// What pictures are drawn with: what the terminal can show, the colours of brightness, and what is on it now.
public struct Pencil: Sendable {
  /// What the terminal can show.
  public var capabilities: Capabilities
  /// The colours of brightness; differences have their own.
  public var map: ColorMap
  /// The grid that is shown now, whose cells stay where new ones would look hardly different; nil for none.
  public var shown: CellGrid?
  /// Whether shade characters mix colours though there are many: more faithful for pictures that stay,
  /// but too many bytes for those that move.
  public var mixesColors: Bool

  /// Makes a pencil.
  public init(
    _ capabilities: Capabilities, map: ColorMap = .grey, shown: CellGrid? = nil, mixesColors: Bool = false
  ) {
    self.capabilities = capabilities
    self.map = map
    self.shown = shown
    self.mixesColors = mixesColors
  }
}
