import Raster
import TextScreen

extension CellGrid {
  /// Writes pieces of text one after the other into a row of `area`, cut off at its right edge.
  @discardableResult
  mutating func write(
    _ pieces: [(text: String, style: Style)], in area: Rectangle, row: Int = 0, column: Int = 0
  ) -> Int {
    var next = area.column + column
    for piece in pieces {
      next = write(piece.text, column: next, row: area.row + row, style: piece.style, in: area)
    }
    return next
  }

  /// Writes of pieces of text those that `area` has room for as a whole, from the left.
  mutating func write(whole pieces: [(text: String, style: Style)], in area: Rectangle) {
    write(pieces.fitting(columns: area.columns, skipsOver: true, width: \.text.count), in: area)
  }

  /// Writes a text in the middle of a row of `area`.
  mutating func writeCentered(_ text: String, in area: Rectangle, row: Int = 0, style: Style) {
    let column = area.column + max(0, (area.columns - text.count) / 2)
    write(text, column: column, row: area.row + row, style: style, in: area)
  }

  /// Draws an empty box with a frame in the middle of `area`; returns the area inside.
  mutating func drawBox(_ size: Size, in area: Rectangle, theme: Theme) -> Rectangle {
    let box = area.centered(size)
    fill(box, with: .blank)
    guard box.columns > 1, box.rows > 1 else { return box }
    for column in box.column..<box.endColumn {
      self[column, box.row] = Cell(theme.horizontalLine, style: theme.faint)
      self[column, box.endRow - 1] = Cell(theme.horizontalLine, style: theme.faint)
    }
    for row in box.row..<box.endRow {
      self[box.column, row] = Cell(theme.verticalLine, style: theme.faint)
      self[box.endColumn - 1, row] = Cell(theme.verticalLine, style: theme.faint)
    }
    let ends = [
      (box.column, box.row), (box.endColumn - 1, box.row),
      (box.column, box.endRow - 1), (box.endColumn - 1, box.endRow - 1),
    ]
    for (corner, (column, row)) in zip(theme.corners, ends) {
      self[column, row] = Cell(corner, style: theme.faint)
    }
    return box.inset(columns: 2, rows: 1)
  }

  /// Draws pictures into the tiles of a grid, in their order.
  mutating func draw(_ pictures: [Picture], in tiles: TileGrid, with pencil: Pencil) {
    draw(pictures, in: (0..<tiles.count).map(tiles.rectangle), with: pencil)
  }
}
