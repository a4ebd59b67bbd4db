import TextScreen

/// The colours that a terminal has along a colour map, and where on it they lie.
struct Ramp: Sendable {
  /// A colour that can be drawn.
  struct Level: Sendable {
    /// Where on the map it lies, 0...1.
    let position: Float
    let color: Color
  }

  /// A cell that looks the same all over.
  struct Plain: Sendable {
    /// Where on the map it lies, 0...1; of shade characters the mean of their two colours.
    let position: Float
    let cell: Cell
  }

  /// In rising order of position; two or more, or none if there are only plain cells.
  let levels: [Level]
  /// The levels as cells, and between them shade characters where colours are few, in rising order of position.
  let plains: [Plain]
  /// Where a colour lies on the map.
  let positions: [Color: Float]
  /// Where a plain cell lies on the map.
  let plainPositions: [Cell: Float]

  private let nearestLevel: [UInt8]
  private let nearestPlain: [UInt8]
  private static let steps = 1024

  /// Makes a ramp of at most 256 levels.
  init(_ levels: [Level], hasShades: Bool) {
    self.levels = levels
    var plains = [Self.solid(levels[0], partner: levels[1])]
    for (lower, upper) in zip(levels, levels.dropFirst()) {
      if hasShades { plains += Self.shades(lower, upper) }
      plains.append(Self.solid(upper, partner: lower))
    }
    self.plains = plains
    positions = Dictionary(levels.map { ($0.color, $0.position) }, uniquingKeysWith: { first, _ in first })
    plainPositions = Self.positions(of: plains)
    nearestLevel = Self.nearest(levels.map(\.position))
    nearestPlain = Self.nearest(plains.map(\.position))
  }

  /// Makes a ramp of plain cells alone, in rising order of position.
  init(plains: [Plain]) {
    levels = []
    self.plains = plains
    positions = [:]
    plainPositions = Self.positions(of: plains)
    nearestLevel = []
    nearestPlain = Self.nearest(plains.map(\.position))
  }

  /// The number of the level nearest to a position.
  func level(nearest position: Float) -> Int { Int(nearestLevel[Self.step(position)]) }

  /// The number of the plain cell nearest to a position.
  func plain(nearest position: Float) -> Int { Int(nearestPlain[Self.step(position)]) }

  private static func positions(of plains: [Plain]) -> [Cell: Float] {
    Dictionary(plains.map { ($0.cell, $0.position) }, uniquingKeysWith: { first, _ in first })
  }

  private static func step(_ position: Float) -> Int {
    Int(min(max(position, 0), 1) * Float(steps) + 0.5)
  }

  /// The numbers of the nearest of rising positions for every step from 0 to 1.
  private static func nearest(_ positions: [Float]) -> [UInt8] {
    var nearest = 0
    return (0...steps).map { step in
      let position = Float(step) / Float(steps)
      while nearest + 1 < positions.count,
        abs(positions[nearest + 1] - position) < abs(positions[nearest] - position)
      {
        nearest += 1
      }
      return UInt8(nearest)
    }
  }

  /// A cell in one colour: where that is the terminal's own text colour, a full block.
  private static func solid(_ level: Level, partner: Level) -> Plain {
    let isText = level.color == .standard && level.position > partner.position
    let cell = isText ? Cell("█") : Cell(" ", style: Style(background: level.color))
    return Plain(position: level.position, cell: cell)
  }

  private static func shades(_ lower: Level, _ upper: Level) -> [Plain] {
    let glyphs: [(Unicode.Scalar, Float)] = [("░", 0.25), ("▒", 0.5), ("▓", 0.75)]
    let style = Style(foreground: upper.color, background: lower.color)
    return glyphs.map { glyph, coverage in
      Plain(
        position: lower.position + (upper.position - lower.position) * coverage,
        cell: Cell(glyph, style: style))
    }
  }
}
