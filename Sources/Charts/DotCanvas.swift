import TextScreen

/// A dot of a canvas, from the left and from above.
struct Dot: Hashable {
  var x: Int
  var y: Int
}

/// A raster of dots, a few to a cell, in which every cell has one look: that of its last dot.
struct DotCanvas {
  /// Dots from the left to the right edge.
  let width: Int

  /// Dots from the upper to the lower edge.
  let height: Int

  private let dots: DotGlyphs
  private let columns: Int
  private var sets: [UInt8]
  private var looks: [(dash: Dash, style: Style)]

  /// Makes an empty canvas that covers `size` cells.
  init(size: Size, dots: DotGlyphs) {
    self.dots = dots
    columns = size.columns
    width = size.columns * dots.across
    height = size.rows * dots.down
    sets = Array(repeating: 0, count: size.columns * size.rows)
    looks = Array(repeating: (.solid, .plain), count: sets.count)
  }

  /// Draws the straight line between two dots on the canvas, both included, but for the gaps of its dash.
  ///
  /// A line that begins where the pen is goes on with its dashes, another one begins with a dot.
  mutating func line(from start: Dot, to end: Dot, pen: inout Pen) {
    if pen.place != start {
      pen.lift()
      plot(start, pen: &pen)
    }
    let steps = max(abs(end.x - start.x), abs(end.y - start.y))
    guard steps > 0 else { return }
    for step in 1...steps {
      let dot = Dot(
        x: start.x + divideRounding((end.x - start.x) * step, by: steps),
        y: start.y + divideRounding((end.y - start.y) * step, by: steps))
      plot(dot, pen: &pen)
    }
  }

  /// Adds the dots of a canvas of the same size beneath, in the cells that have dots of their own.
  mutating func share(dotsOf beneath: DotCanvas) {
    for index in sets.indices where sets[index] != 0 { sets[index] |= beneath.sets[index] }
  }

  /// Puts the cells that have dots on the grid, the upper left one at (`column`, `row`).
  func draw(on grid: inout CellGrid, column: Int, row: Int) {
    for index in sets.indices where sets[index] != 0 {
      grid[column + index % columns, row + index / columns] = Cell(
        dots.glyph(sets[index], dash: looks[index].dash), style: looks[index].style)
    }
  }

  private mutating func plot(_ dot: Dot, pen: inout Pen) {
    guard pen.advance(to: dot) else { return }
    let cell = dot.y / dots.down * columns + dot.x / dots.across
    sets[cell] |= 1 << UInt8(dot.y % dots.down * dots.across + dot.x % dots.across)
    looks[cell] = (pen.dash, pen.style)
  }

  private func divideRounding(_ number: Int, by divisor: Int) -> Int {
    (number >= 0 ? number + divisor / 2 : number - divisor / 2) / divisor
  }
}
