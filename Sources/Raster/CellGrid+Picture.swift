import TextScreen

extension CellGrid {
  /// Draws a picture into a rectangle, as finely as the terminal can show it.
  ///
  /// A cell is divided by a glyph into two parts of one colour each, so that it is as near to its pixels as it can be.
  /// With half blocks 28x28 pixels in 28x14 cells come out one to one; where there are fewer cells, quadrants,
  /// edges in eighths and sextants help. With few colours shade characters mix them; with none, small pictures
  /// are braille dots; without UTF-8 a cell is one of ` .:-=+*#%@`. Every pixel counts by its area in a cell.
  /// - Returns: the cells that the picture takes, which `aspect` chooses; a part may be outside the grid.
  @discardableResult
  public mutating func draw(
    _ picture: Picture, in rectangle: Rectangle, with pencil: Pencil, aspect: Aspect = .fit,
    tone: Tone = .brightness
  ) -> Rectangle {
    let place = aspect.place(width: picture.width, height: picture.height, in: rectangle)
    let visible = place.clipped(to: bounds)
    guard !visible.isEmpty, picture.width > 0, picture.height > 0 else { return place }

    let painter = CellPainter(
      pencil, tone: tone, shrinks: picture.width > place.columns || (picture.height + 1) / 2 > place.rows)
    let firstColumn = visible.column - place.column
    var sums = BoxSums(
      PixelSums(picture, tone: tone), width: picture.width, height: picture.height, size: place.size,
      columns: firstColumn..<firstColumn + visible.columns, boxes: painter.boxes)
    for row in 0..<visible.rows {
      sums.move(toRow: visible.row - place.row + row)
      for column in 0..<visible.columns {
        let (x, y) = (visible.column + column, visible.row + row)
        self[x, y] = painter.cell(sums, column: column, shown: pencil.shown?[x, y])
      }
    }
    return place
  }
}
