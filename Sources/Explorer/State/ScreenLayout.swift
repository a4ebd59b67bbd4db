import TextScreen

/// Where things are on a screen of a size.
struct ScreenLayout: Equatable {
  /// The smallest screen that pages are drawn on.
  static let smallest = Size(columns: 40, rows: 12)

  let size: Size
  let header: Rectangle
  let body: Rectangle
  let footer: Rectangle

  init(size: Size) {
    self.size = size
    let (header, rest) = Rectangle(size).split(top: 1)
    let (footer, body) = rest.split(bottom: 1)
    (self.header, self.body, self.footer) = (header, body, footer)
  }

  var isTooSmall: Bool {
    size.columns < Self.smallest.columns || size.rows < Self.smallest.rows
  }

  var map: MapLayout { MapLayout(body) }
  var interpolation: InterpolationLayout { InterpolationLayout(body) }
  var samples: SheetLayout { SheetLayout(body) }
  var reconstructions: PairsLayout { PairsLayout(body) }
  var curves: CurvesLayout { CurvesLayout(body) }
  var time: TimeLayout { TimeLayout(body) }
  func latents(_ latentSize: Int) -> LatentsLayout { LatentsLayout(body, latentSize: latentSize) }
}

/// The main page: curves above, the map at the left, the digit under the cursor at the right.
struct MapLayout: Equatable {
  /// The curves, or where there is no room for them a line of figures.
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

/// The strip from A to B above A, the place between, and B.
struct InterpolationLayout: Equatable {
  let title: Rectangle
  let strip: TileGrid
  /// The row under the strip that shows the place on it.
  let marker: Rectangle
  /// Captions for the three pictures.
  let captions: Rectangle
  let start: Rectangle
  let between: Rectangle
  let end: Rectangle

  /// The row of the marker from the middle of the strip's first tile, where the path starts, to that of its last.
  var track: Rectangle {
    let half = strip.tile.columns / 2
    return Rectangle(
      column: strip.area.column + half, row: marker.row,
      columns: max(1, strip.area.columns - 2 * half) + 1, rows: 1)
  }

  init(_ body: Rectangle) {
    let (title, rest) = body.split(top: 1)
    let third = body.columns / 3
    // The pictures come first, but at least seven digits of the strip are to stand side by side.
    let pictureRows = min(body.rows * 5 / 8, (third - 1) / 2)
    let stripRows = max(3, min(14, body.columns / 14, rest.rows - 2 - pictureRows))
    let (stripArea, afterStrip) = rest.split(top: stripRows)
    let (marker, afterMarker) = afterStrip.split(top: 1)
    let (captions, pictures) = afterMarker.split(top: 1)
    self.title = title
    strip = TileGrid(filling: stripArea, tile: Size(columns: stripRows * 2, rows: stripRows))
    self.marker = marker
    self.captions = captions
    let rows = min(pictures.rows, (third - 1) / 2)
    let size = Size(columns: rows * 2, rows: rows)
    let (left, others) = pictures.split(left: third)
    let (middle, right) = others.split(left: pictures.columns - 2 * third)
    let top = { (area: Rectangle) in area.split(top: rows).top.centered(size) }
    (start, between, end) = (top(left), top(middle), top(right))
  }
}

/// A title above a sheet of digits.
struct SheetLayout: Equatable {
  let title: Rectangle
  let tiles: TileGrid

  init(_ body: Rectangle) {
    let (title, sheet) = body.split(top: 1)
    self.title = title
    tiles = .largest(in: sheet.inset(columns: 1), wanted: 15, gap: 2)
  }
}

/// A title above test images, each on top of its reconstruction and, where there is room, the error.
struct PairsLayout: Equatable {
  let title: Rectangle
  let tiles: TileGrid
  /// Whether the errors are shown.
  let showsErrors: Bool

  init(_ body: Rectangle) {
    let (title, sheet) = body.split(top: 1)
    self.title = title
    let triples = TileGrid.largest(in: sheet, widest: 44, wanted: 5, gap: 2, stacked: 3, rowsBeneath: 1)
    showsErrors = triples.count > 0
    tiles = showsErrors ? triples : .largest(in: sheet, wanted: 5, gap: 2, stacked: 2, rowsBeneath: 1)
  }

  /// The rows of one picture.
  var pictureRows: Int { (tiles.tile.rows - 1) / (showsErrors ? 3 : 2) }
}
