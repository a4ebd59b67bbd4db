import TextScreen

/// A table of latent dimensions, one a row, above what walking along some of them draws.
struct LatentsLayout: Equatable {
  /// The columns of a strip's name.
  static let nameColumns = 6

  let title: Rectangle
  /// The names of the table's columns.
  let heading: Rectangle
  let table: Rectangle
  let stripTitle: Rectangle
  /// The digits along dimensions, a row of tiles for each; empty if there is no room.
  let strips: TileGrid

  init(_ body: Rectangle, latentSize: Int) {
    let (title, afterTitle) = body.split(top: 1)
    let (heading, rest) = afterTitle.split(top: 1)
    self.title = title
    self.heading = heading
    guard rest.rows >= 12 else {
      (table, stripTitle) = (rest, Rectangle(Size(columns: 0, rows: 0)))
      strips = TileGrid(filling: stripTitle, tile: Size(columns: 8, rows: 4))
      return
    }
    // A blank row above the title of the strips, and after it at least one of them, of seven digits or more.
    let room = rest.rows - latentSize - 2
    let rows = max(5, min(14, room / min(2, latentSize), (rest.columns - Self.nameColumns) / 14))
    let tile = Size(columns: 2 * rows, rows: rows)
    let count = min(latentSize, max(1, room / rows))
    let (table, lower) = rest.split(top: min(latentSize, rest.rows - count * tile.rows - 2))
    self.table = table
    let (space, strips) = lower.split(top: 2)
    stripTitle = space.split(bottom: 1).bottom
    self.strips = TileGrid(filling: strips.split(left: Self.nameColumns).rest, tile: tile)
  }

  /// The first place of the order that the table shows, so that the chosen place is among those it has room for.
  func firstPlace(chosen: Int, count: Int) -> Int {
    min(max(0, chosen - table.rows / 2), max(0, count - table.rows))
  }

  /// The places of the order whose strips are shown: the chosen one and those after it, or before it at the end.
  func stripPlaces(chosen: Int, count: Int) -> Range<Int> {
    let rows = min(strips.columns == 0 ? 0 : strips.rows, count)
    let first = min(chosen, count - rows)
    return first..<first + rows
  }
}
