import TextScreen

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
