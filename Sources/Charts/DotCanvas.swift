import TextScreen

/// A raster of dots, a few to a cell, in which every cell has one style: that of its last dot.
struct DotCanvas {
  /// Dots from the left to the right edge.
  let width: Int

  /// Dots from the upper to the lower edge.
  let height: Int

  private let dots: DotGlyphs
  private let columns: Int
  private var sets: [UInt8]
  private var styles: [Style]

  /// Makes an empty canvas that covers `size` cells.
  init(size: Size, dots: DotGlyphs) {
    self.dots = dots
    columns = size.columns
    width = size.columns * dots.across
    height = size.rows * dots.down
    sets = Array(repeating: 0, count: size.columns * size.rows)
    styles = Array(repeating: .plain, count: sets.count)
  }

  /// Sets the dot at (x, y), which must be on the canvas.
  mutating func plot(x: Int, y: Int, style: Style) {
    let cell = y / dots.down * columns + x / dots.across
    sets[cell] |= 1 << UInt8(y % dots.down * dots.across + x % dots.across)
    styles[cell] = style
  }

  /// Sets the dots of the straight line between two dots, both included.
  mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int), style: Style) {
    let steps = max(abs(end.x - start.x), abs(end.y - start.y))
    plot(x: start.x, y: start.y, style: style)
    guard steps > 0 else { return }
    for step in 1...steps {
      plot(
        x: start.x + divideRounding((end.x - start.x) * step, by: steps),
        y: start.y + divideRounding((end.y - start.y) * step, by: steps), style: style)
    }
  }

  /// Puts the cells that have dots on the grid, the upper left one at (`column`, `row`).
  func draw(on grid: inout CellGrid, column: Int, row: Int) {
    for index in sets.indices where sets[index] != 0 {
      grid[column + index % columns, row + index / columns] = Cell(
        dots.glyphs[Int(sets[index])], style: styles[index])
    }
  }

  private func divideRounding(_ number: Int, by divisor: Int) -> Int {
    (number >= 0 ? number + divisor / 2 : number - divisor / 2) / divisor
  }
}
