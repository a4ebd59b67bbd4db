import Raster
import TestSupport
import Testing
import TextScreen

@Suite struct PictureDrawingTests {
  private let ascii = Capabilities(depth: .mono, symbols: .ascii)
  private let mono = Capabilities(depth: .mono, symbols: .block)

  /// Ten columns of rising brightness, two pixels high.
  private let wedge = Picture(
    width: 10, height: 2, values: (0..<20).map { Float($0 % 10) / 9 })

  private func drawn(
    _ picture: Picture, _ columns: Int, _ rows: Int, _ capabilities: Capabilities, tone: Tone = .brightness
  ) -> CellGrid {
    var grid = CellGrid(size: Size(columns: columns, rows: rows), filledWith: Cell("·"))
    grid.draw(picture, in: grid.bounds, with: Pencil(capabilities), tone: tone)
    return grid
  }

  @Test("without colours or UTF-8 a wedge is the ASCII ramp")
  func asciiWedge() {
    let grid = drawn(wedge, 10, 1, ascii)
    #expect(grid.text == " .:-=+*#%@")
    #expect((0..<10).allSatisfy { grid[$0, 0].style == .plain })
  }

  @Test("without colours a wedge is the shade characters")
  func monoWedge() {
    #expect(drawn(wedge, 10, 1, mono).text == "  ░░▒▒▓▓██")
  }

  @Test("eight colours shade white over black")
  func eightWedge() {
    let grid = drawn(wedge, 10, 1, Capabilities(depth: .eight, symbols: .block))
    #expect(grid.text == "  ░░▒▒▓▓  ")
    #expect(
      grid[4, 0].style == Style(foreground: .palette(7), background: .palette(0)))
  }

  @Test("sixteen colours shade between black, grey, white and bright white")
  func sixteenWedge() {
    let grid = drawn(wedge, 10, 1, Capabilities(depth: .sixteen, symbols: .braille))
    #expect(grid.text == " ░▒▓ ▒▓ ▒ ")
    let backgrounds = (0..<10).map { grid[$0, 0].style.background }
    #expect(backgrounds == [0, 0, 0, 0, 8, 8, 8, 7, 7, 15].map { .palette($0) })
    #expect(grid[2, 0].style.foreground == .palette(8) && grid[8, 0].style.foreground == .palette(15))
  }

  @Test("a cell is divided where its pixels differ more than a shade tells")
  func twoPixelsInACell() {
    let picture = Picture(width: 4, height: 2, values: [1, 0, 0.5, 1, 0, 1, 0.5, 1])
    #expect(drawn(picture, 4, 1, mono).text == "▀▄▒█")
  }

  @Test("without colours small pictures are braille dots, left to right and top to bottom")
  func dots() {
    let braille = Capabilities(depth: .mono, symbols: .braille)
    let picture = Picture(width: 4, height: 4, values: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1])
    #expect(drawn(picture, 2, 1, braille).text == "⠑⢄")
  }

  @Test("every brightness has a colour of its own where the terminal has them all")
  func truecolor() {
    let grid = drawn(wedge, 10, 1, Capabilities(depth: .truecolor, symbols: .block))
    let colors = (0..<10).map { grid[$0, 0].style.background }
    #expect(colors.first == .rgb(RGB(0, 0, 0)) && colors.last == .rgb(RGB(255, 255, 255)))
    #expect(Set(colors).count == 10)
  }

  @Test("shrinking weighs every pixel by the area it has in the target")
  func areaCorrect() {
    // Three pixels in two: the middle one counts by half in each.
    let picture = Picture(width: 3, height: 2, values: [0.8, 0, 0, 0.8, 0, 0])
    #expect(drawn(picture, 2, 1, ascii).text == "+ ")
  }

  @Test(
    "shrinking keeps the mean brightness",
    arguments: [(8, 4), (7, 3), (28, 14), (5, 9), (1, 1)])
  func meanBrightness(columns: Int, rows: Int) throws {
    var random = SplitMix64(seed: 3)
    let values = (0..<28 * 28).map { _ in Float.random(in: 0...1, using: &random) }
    let picture = Picture(width: 28, height: 28, values: values)
    var grid = CellGrid(size: Size(columns: columns, rows: rows))
    grid.draw(
      picture, in: grid.bounds, with: Pencil(Capabilities(depth: .palette256, symbols: .block)),
      aspect: .fill)
    let canvas = try #require(CellPixels.canvas(grid, value: CellPixels.grey))
    let mean = values.reduce(0, +) / Float(values.count)
    #expect(abs(canvas.reduce(0, +) / Float(canvas.count) - mean) < 0.025)
  }

  @Test("fit keeps pixels square and takes the middle; fill takes everything")
  func aspects() {
    let wide = Rectangle(column: 10, row: 5, columns: 40, rows: 14)
    #expect(
      Aspect.fit.place(width: 28, height: 28, in: wide)
        == Rectangle(column: 16, row: 5, columns: 28, rows: 14))
    let high = Rectangle(column: 0, row: 0, columns: 8, rows: 10)
    #expect(
      Aspect.fit.place(width: 28, height: 28, in: high)
        == Rectangle(column: 0, row: 3, columns: 8, rows: 4))
    #expect(Aspect.fill.place(width: 28, height: 28, in: wide) == wide)
  }

  @Test("what lies around the picture is left alone")
  func surroundings() {
    #expect(drawn(Picture(width: 2, height: 2, values: [1, 1, 1, 1]), 4, 1, mono).text == "·██·")
  }

  @Test("no picture, rectangle or grid makes drawing trap or leave its rectangle")
  func anyRectangle() {
    var random = SplitMix64(seed: 4)
    let mark = Cell("·", style: Style(foreground: .palette(3)))
    let everything = Capabilities.Depth.allCases.flatMap { depth in
      Capabilities.Symbols.allCases.map { Capabilities(depth: depth, symbols: $0) }
    }
    for trial in 0..<600 {
      let (width, height) = (Int.random(in: 0...9, using: &random), Int.random(in: 0...9, using: &random))
      let odd: [Float] = [0, 1, -1, 0.5, 7, .nan, .infinity, -.infinity]
      let picture = Picture(
        width: width, height: height, values: (0..<width * height).map { odd[$0 % odd.count] })
      let far = [Int.min, -1000, Int.max]
      let area = Rectangle(
        column: trial % 10 == 0 ? far[trial % 3] : .random(in: -9...9, using: &random),
        row: .random(in: -9...9, using: &random),
        columns: trial % 7 == 0 ? .max : .random(in: 0...12, using: &random),
        rows: trial % 11 == 0 ? .max : .random(in: 0...12, using: &random))
      var grid = CellGrid(
        size: Size(columns: .random(in: 0...9, using: &random), rows: .random(in: 0...9, using: &random)),
        filledWith: mark)
      let place = grid.draw(
        picture, in: area,
        with: Pencil(
          everything[trial % everything.count], map: trial % 5 == 0 ? .viridis : .grey,
          shown: trial % 4 == 0 ? grid : nil),
        aspect: trial % 2 == 0 ? .fit : .fill, tone: trial % 3 == 0 ? .signed : .brightness)
      #expect(place.clipped(to: area) == place || place.isEmpty)
      let isDrawn = width > 0 && height > 0
      for row in 0..<grid.size.rows {
        for column in 0..<grid.size.columns {
          let inside = isDrawn && place.contains(column: column, row: row)
          #expect((grid[column, row] == mark) != inside, "trial \(trial) at \(column), \(row)")
        }
      }
    }
  }
}
