import TextScreen

extension CellGrid {
  /// Draws a picture into a rectangle, as finely as the terminal can show it.
  ///
  /// A cell is divided by a glyph into two parts of one colour each, so that it is as near to its pixels as it can be.
  /// With half blocks 28x28 pixels in 28x14 cells come out one to one; if there are fewer cells, quadrants,
  /// edges in eighths and sextants help. With few colours shade characters mix them; with none, small pictures
  /// are braille dots; without UTF-8 a cell is one of ` .:-=+*#%@`. Every pixel counts by its area in a cell.
  /// - Returns: the cells that the picture takes, which `aspect` chooses; a part may be outside the grid.
  @discardableResult
  public mutating func draw(
    _ picture: Picture, in rectangle: Rectangle, with pencil: Pencil, aspect: Aspect = .fit,
    tone: Tone = .brightness
  ) -> Rectangle {
    let place = aspect.place(width: picture.width, height: picture.height, in: rectangle)
    guard !place.clipped(to: bounds).isEmpty, picture.width > 0, picture.height > 0 else { return place }
    var painter = CellPainter(
      pencil, tone: tone, width: picture.width, height: picture.height, size: place.size)
    draw(picture, at: place, painter: &painter, pencil: pencil, tone: tone)
    return place
  }

  /// Draws pictures into rectangles, one each, as `draw` does for one picture.
  ///
  /// For pictures of one size, most of the work before the first cell is done only once.
  public mutating func draw(
    _ pictures: [Picture], in rectangles: [Rectangle], with pencil: Pencil, tone: Tone = .brightness
  ) {
    var painters: [[Int]: CellPainter] = [:]
    for (picture, rectangle) in zip(pictures, rectangles) {
      let place = Aspect.fit.place(width: picture.width, height: picture.height, in: rectangle)
      guard !place.clipped(to: bounds).isEmpty, picture.width > 0, picture.height > 0 else { continue }
      let extents = [picture.width, picture.height, place.columns, place.rows]
      var painter =
        painters.removeValue(forKey: extents)
        ?? CellPainter(pencil, tone: tone, width: picture.width, height: picture.height, size: place.size)
      draw(picture, at: place, painter: &painter, pencil: pencil, tone: tone)
      painters[extents] = painter
    }
  }

  /// Draws what is in the grid of a picture at its place.
  private mutating func draw(
    _ picture: Picture, at place: Rectangle, painter: inout CellPainter, pencil: Pencil, tone: Tone
  ) {
    let visible = place.clipped(to: bounds)
    let firstColumn = visible.column - place.column
    var sums = FragmentSums(
      PixelSums(picture, tone: tone), width: picture.width, height: picture.height, size: place.size,
      columns: firstColumn..<firstColumn + visible.columns, lattice: painter.lattice)
    for row in 0..<visible.rows {
      sums.move(toRow: visible.row - place.row + row)
      for column in 0..<visible.columns {
        let (x, y) = (visible.column + column, visible.row + row)
        self[x, y] = painter.cell(sums, column: column, shown: pencil.shown?[x, y])
      }
    }
  }
}
