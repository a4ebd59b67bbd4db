extension CellGrid {
  /// Writes one line of text from (`column`, `row`) to the right.
  ///
  /// Each Unicode scalar takes one cell; one that is not one column wide becomes `?`. What falls outside
  /// `clip` (all of the grid where it is nil) is left out.
  /// - Returns: the column after the text, as if nothing had been cut off.
  @discardableResult
  public mutating func write(
    _ text: String, column: Int, row: Int, style: Style = .plain, in clip: Rectangle? = nil
  ) -> Int {
    let area = clip?.clipped(to: bounds) ?? bounds
    var column = column
    for scalar in text.unicodeScalars {
      if area.contains(column: column, row: row) {
        self[column, row] = Cell(scalar, style: style)
      }
      guard column < Int.max else { break }
      column += 1
    }
    return column
  }

  /// The glyphs without their styles: every row at its full width, joined by newlines.
  public var text: String {
    var scalars = String.UnicodeScalarView()
    for row in 0..<size.rows {
      if row > 0 { scalars.append("\n") }
      for column in 0..<size.columns { scalars.append(self[column, row].glyph) }
    }
    return String(scalars)
  }
}
