import TestSupport
import Testing
import TextScreen

@Suite struct CellGridTests {
  private let mark = Cell("·", style: Style(foreground: .palette(1)))

  @Test("a new grid holds its cell everywhere, and its text is its rows")
  func newGrid() {
    let grid = CellGrid(size: Size(columns: 3, rows: 2), filledWith: Cell("x"))
    #expect(grid.text == "xxx\nxxx")
    #expect(grid.bounds == Rectangle(column: 0, row: 0, columns: 3, rows: 2))
  }

  @Test("reading and writing outside the grid does nothing")
  func outside() {
    var grid = CellGrid(size: Size(columns: 2, rows: 2), filledWith: mark)
    let before = grid
    for (column, row) in [(-1, 0), (0, -1), (2, 0), (0, 2), (.max, .max), (.min, .min)] {
      grid[column, row] = Cell("!")
      #expect(grid[column, row] == .blank)
    }
    #expect(grid == before)
  }

  @Test("text is cut at both ends of the clip rectangle and the end column counts what was cut")
  func writeClipped() {
    var grid = CellGrid(size: Size(columns: 6, rows: 1), filledWith: Cell("·"))
    let clip = Rectangle(column: 1, row: 0, columns: 3, rows: 1)
    let end = grid.write("abcdefg", column: -1, row: 0, in: clip)
    #expect(grid.text == "·cde··")
    #expect(end == 6)
  }

  @Test("scalars that are not one column wide are written as question marks")
  func oddWidths() {
    var grid = CellGrid(size: Size(columns: 8, rows: 1))
    grid.write("a\t漢\u{301}é🙂b", column: 0, row: 0)
    #expect(grid.text == "a???é?b ")
  }

  @Test("writing carries the style")
  func style() {
    let style = Style(foreground: .palette(9), attributes: [.bold, .underline])
    var grid = CellGrid(size: Size(columns: 2, rows: 1))
    grid.write("a", column: 0, row: 0, style: style)
    #expect(grid[0, 0] == Cell("a", style: style))
    #expect(grid[1, 0] == .blank)
  }

  @Test("filling random rectangles changes exactly the cells inside both rectangle and grid")
  func fillRandom() {
    var random = SplitMix64(seed: 1)
    for _ in 0..<500 {
      let size = Size(columns: .random(in: 0...5, using: &random), rows: .random(in: 0...5, using: &random))
      let area = Rectangle(
        column: .random(in: -4...6, using: &random), row: .random(in: -4...6, using: &random),
        columns: .random(in: -1...8, using: &random), rows: .random(in: -1...8, using: &random))
      var grid = CellGrid(size: size, filledWith: mark)
      grid.fill(area, with: Cell("#"))
      for row in 0..<size.rows {
        for column in 0..<size.columns {
          let expected = area.contains(column: column, row: row) ? Cell("#") : mark
          #expect(grid[column, row] == expected, "\(area) in \(size) at \(column), \(row)")
        }
      }
    }
  }

  @Test("an area is copied as far as both grids have it")
  func copies() {
    var grid = CellGrid(size: Size(columns: 4, rows: 2), filledWith: Cell("."))
    let other = CellGrid(size: Size(columns: 3, rows: 5), filledWith: Cell("#"))
    grid.copy(Rectangle(column: 1, row: 1, columns: 9, rows: 9), from: other)
    #expect(grid.text == "....\n.##.")
    grid.copy(Rectangle(column: -3, row: -3, columns: 2, rows: 2), from: other)
    #expect(grid.text == "....\n.##.")
  }

  @Test("a cell takes no more than 16 bytes, so that a frame stays in the cache")
  func cellIsSmall() {
    #expect(MemoryLayout<Cell>.stride <= 16)
  }
}
