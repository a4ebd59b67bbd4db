import Raster
import TextScreen

/// Pictures in rows, as lines of text.
struct PictureSheet {
  /// Empty columns between neighbours.
  static let gap = 2

  /// The pictures, each with what is written under it.
  let pictures: [(picture: Picture, caption: String)]
  /// The cells of a picture.
  let size: Size
  let hasCaptions: Bool
  let pencil: Pencil

  /// The lines, with as many pictures side by side as fit in so many columns, but at least one.
  func text(columns: Int) -> String {
    let perRow = max(1, (columns + Self.gap) / (size.columns + Self.gap))
    return stride(from: 0, to: pictures.count, by: perRow).map { first in
      row(pictures[first..<min(first + perRow, pictures.count)]).ansiText
    }.joined(separator: hasCaptions ? "" : "\n")
  }

  private func row(_ pictures: ArraySlice<(picture: Picture, caption: String)>) -> CellGrid {
    var grid = CellGrid(
      size: Size(
        columns: pictures.count * (size.columns + Self.gap) - Self.gap,
        rows: size.rows + (hasCaptions ? 1 : 0)))
    let areas = pictures.indices.map { index in
      Rectangle(
        column: (index - pictures.startIndex) * (size.columns + Self.gap), row: 0, columns: size.columns,
        rows: size.rows)
    }
    grid.draw(pictures.map(\.picture), in: areas, with: pencil)
    guard hasCaptions else { return grid }
    for (picture, area) in zip(pictures, areas) {
      let line = Rectangle(column: area.column, row: area.endRow, columns: area.columns, rows: 1)
      grid.write(
        picture.caption, column: line.column, row: line.row, style: Style(attributes: .dim), in: line)
    }
    return grid
  }
}
