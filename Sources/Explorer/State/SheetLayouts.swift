import TextScreen

/// A title above test images, each on top of its reconstruction and, if there is room, the error.
struct ReconstructionsLayout: Equatable {
  let title: Rectangle
  let tiles: TileGrid
  /// Whether the errors are shown.
  let showsErrors: Bool

  init(_ body: Rectangle) {
    let (title, sheet) = body.split(top: 1)
    self.title = title
    let triples = TileGrid.largest(in: sheet, maxColumns: 44, wanted: 5, gap: 2, stacked: 3, rowsBeneath: 1)
    showsErrors = triples.count > 0
    tiles = showsErrors ? triples : .largest(in: sheet, wanted: 5, gap: 2, stacked: 2, rowsBeneath: 1)
  }

  /// The rows of one picture.
  var pictureRows: Int { (tiles.tile.rows - 1) / (showsErrors ? 3 : 2) }
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
