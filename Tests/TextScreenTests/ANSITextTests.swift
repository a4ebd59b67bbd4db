import Testing
import TextScreen

@Suite struct ANSITextTests {
  @Test("plain rows are text without trailing blanks")
  func plain() {
    var grid = CellGrid(size: Size(columns: 5, rows: 2))
    grid.write("ab", column: 1, row: 0)
    #expect(grid.ansiText == " ab\n\n")
  }

  @Test("a style is set where it changes and reset at the end of the row")
  func styles() {
    var grid = CellGrid(size: Size(columns: 4, rows: 1))
    let blue = Style(foreground: .palette(4), background: .palette(200))
    grid.write("ab", column: 0, row: 0, style: blue)
    grid[2, 0] = Cell("c", style: Style(foreground: .palette(12), background: .palette(200)))
    #expect(grid.ansiText == "\u{1B}[34;48;5;200mab\u{1B}[94mc\u{1B}[0m\n")
  }

  @Test("blanks in a colour are kept to the end of the row")
  func coloredBlanks() {
    let grid = CellGrid(
      size: Size(columns: 3, rows: 1), filledWith: Cell(" ", style: Style(background: .rgb(RGB(1, 2, 3)))))
    #expect(grid.ansiText == "\u{1B}[48;2;1;2;3m   \u{1B}[0m\n")
  }

  @Test("attributes are taken back by a reset, after which colours are set anew")
  func attributes() {
    var grid = CellGrid(size: Size(columns: 2, rows: 1))
    grid[0, 0] = Cell("a", style: Style(foreground: .palette(1), attributes: [.bold, .reverse]))
    grid[1, 0] = Cell("b", style: Style(foreground: .palette(1)))
    #expect(grid.ansiText == "\u{1B}[1;7;31ma\u{1B}[0;31mb\u{1B}[0m\n")
  }

  @Test("the palette's cube and greys are xterm's")
  func palette() {
    #expect(XtermPalette.rgb(16) == RGB(0, 0, 0))
    #expect(XtermPalette.rgb(231) == RGB(255, 255, 255))
    #expect(XtermPalette.rgb(67) == RGB(95, 135, 175))
    #expect(XtermPalette.rgb(232) == RGB(8, 8, 8))
    #expect(XtermPalette.rgb(255) == RGB(238, 238, 238))
    #expect(XtermPalette.rgb(9) == RGB(255, 0, 0))
  }
}
