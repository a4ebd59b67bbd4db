import TextScreen

/// Equal tiles in rows and columns, in the middle of an area.
struct TileGrid: Equatable {
  /// How many tiles stand side by side.
  var columns: Int
  /// How many rows of tiles there are.
  var rows: Int
  /// The size of a tile in cells.
  var tile: Size
  /// Empty columns between neighbours.
  var gap: Int
  /// The cells that all tiles take together.
  var area: Rectangle

  /// As many tiles of `tile` as `area` has room for.
  init(filling area: Rectangle, tile: Size, gap: Int = 0) {
    columns = (area.columns + gap) / max(1, tile.columns + gap)
    rows = area.rows / max(1, tile.rows)
    self.tile = tile
    self.gap = gap
    self.area = area.centered(
      Size(columns: columns * (tile.columns + gap) - gap, rows: rows * tile.rows))
  }

  /// The largest tiles, up to `maxColumns` columns, of which `area` has room for `wanted`, or as many of the smallest as fit;
  /// each stands on `rowsBeneath` further rows, and is as high as `stacked` pictures.
  static func largest(
    in area: Rectangle, maxColumns: Int = 28, wanted: Int, gap: Int, stacked: Int = 1, rowsBeneath: Int = 0
  ) -> TileGrid {
    var grid = TileGrid(filling: area, tile: Size(columns: 0, rows: 0))
    for width in stride(from: maxColumns, through: 8, by: -4) {
      let tile = Size(columns: width, rows: width / 2 * stacked + rowsBeneath)
      grid = TileGrid(filling: area, tile: tile, gap: gap)
      if grid.count >= wanted { break }
    }
    return grid
  }

  var count: Int { columns * rows }

  /// Where the tile with this number is, counted along the rows from the top left.
  func rectangle(of index: Int) -> Rectangle {
    let (row, column) = index.quotientAndRemainder(dividingBy: max(1, columns))
    return Rectangle(
      column: area.column + column * (tile.columns + gap), row: area.row + row * tile.rows,
      columns: tile.columns, rows: tile.rows)
  }
}
