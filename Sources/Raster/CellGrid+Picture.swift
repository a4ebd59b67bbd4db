import TextScreen

extension CellGrid {
  /// Draws a picture into a rectangle, as finely as the terminal can show it.
  ///
  /// With 256 colours a cell is two pixels, one above the other, as a half block; 28x28 pixels in 28x14
  /// cells come out one to one. With fewer colours a cell is the mean of both as a shade character, or
  /// without UTF-8 as one of ` .:-=+*#%@`. Smaller rectangles average the area of each pixel (box
  /// filter), larger ones repeat pixels.
  /// - Returns: the cells that the picture takes, which `aspect` chooses; a part may be outside the grid.
  @discardableResult
  public mutating func draw(
    _ picture: Picture, in rectangle: Rectangle, capabilities: Capabilities, aspect: Aspect = .fit,
    tone: Tone = .grey
  ) -> Rectangle {
    let place = aspect.place(width: picture.width, height: picture.height, in: rectangle)
    let visible = place.clipped(to: bounds)
    guard !visible.isEmpty, picture.width > 0, picture.height > 0 else { return place }

    let shading = Shading.best(for: tone, on: capabilities)
    let perCell = shading.pixelsPerCell
    let columns = (0..<visible.columns).map { offset in
      Span(
        index: Double(visible.column - place.column + offset), of: Double(place.columns),
        source: picture.width)
    }
    let firstPixel = Double(visible.row - place.row) * Double(perCell)
    let rows = (0..<visible.rows * perCell).map { offset in
      Span(
        index: firstPixel + Double(offset), of: Double(place.rows) * Double(perCell),
        source: picture.height)
    }
    let values = picture.resampled(columns: columns, rows: rows)

    for row in 0..<visible.rows {
      for column in 0..<visible.columns {
        let index = row * perCell * visible.columns + column
        self[visible.column + column, visible.row + row] =
          switch shading {
          case .halfBlocks(let colors):
            .halfBlock(
              upper: colors[tone.step(values[index])],
              lower: colors[tone.step(values[index + visible.columns])])
          case .cells(let cells): cells[tone.step(values[index])]
          }
      }
    }
    return place
  }
}

extension Cell {
  fileprivate static func halfBlock(upper: UInt8, lower: UInt8) -> Cell {
    upper == lower
      ? Cell(" ", style: Style(background: .palette(lower)))
      : Cell("▀", style: Style(foreground: .palette(upper), background: .palette(lower)))
  }
}
