import TextScreen

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
