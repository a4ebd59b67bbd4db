import TextScreen

/// The main page: curves above, the map at the left, the digit under the cursor at the right.
struct MapLayout: Equatable {
  /// The curves, or if there is no room for them a line of figures.
  let curves: Rectangle
  let mapTitle: Rectangle
  let map: TileGrid
  let digitTitle: Rectangle
  let digit: Rectangle
  /// Lines of text under the digit.
  let facts: Rectangle
  /// Test images beside their reconstructions and errors, one a row of tiles.
  let probes: TileGrid

  /// Lays out a body with so many rows of curves, or as many as suit it.
  init(_ body: Rectangle, curveRows: Int? = nil) {
    let usual = body.rows < 18 ? 1 : max(5, (body.rows + 2) * 9 / 40)
    let (curves, rest) = body.split(top: curveRows ?? usual)
    let (title, area) = rest.split(top: 1)
    let digitRows = Self.digitRows(in: area)
    let (right, left) = area.split(right: digitRows * 2)
    let (_, mapArea) = left.split(right: 2)
    self.curves = curves
    (digitTitle, _) = title.split(right: digitRows * 2)
    (_, mapTitle) = title.split(right: digitRows * 2 + 2)
    map = Self.tiles(in: mapArea)
    let (digit, under) = right.split(top: digitRows)
    let (facts, lower) = under.split(top: min(3, under.rows))
    (self.digit, self.facts) = (digit, facts)
    let (_, probeArea) = lower.split(top: 1)
    probes = TileGrid(
      filling: lower.rows < 5 ? Rectangle(Size(columns: 0, rows: 0)) : probeArea,
      tile: Size(columns: 26, rows: 4))
  }

  /// The rows of a digit twice as wide as high, as large as leaves the map its share.
  private static func digitRows(in area: Rectangle) -> Int {
    if area.rows >= 40 && area.columns >= 150 { return 28 }
    return min(14, area.rows, area.columns / 5)
  }

  private static func tiles(in area: Rectangle) -> TileGrid {
    let grid = TileGrid(filling: area, tile: Size(columns: 8, rows: 4))
    return grid.columns >= 3 && grid.rows >= 3
      ? grid : TileGrid(filling: area, tile: Size(columns: 6, rows: 3))
  }
}
