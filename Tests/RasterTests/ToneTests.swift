import Raster
import Testing
import TextScreen

@Suite struct ToneTests {
  /// Nine columns from -1 to 1, two pixels high.
  private let differences = Picture(
    width: 9, height: 2, values: (0..<18).map { Float($0 % 9) / 4 - 1 })

  private func drawn(_ depth: Capabilities.Depth, _ symbols: Capabilities.Symbols) -> CellGrid {
    var grid = CellGrid(size: Size(columns: 9, rows: 1))
    grid.draw(
      differences, in: grid.bounds, with: Pencil(Capabilities(depth: depth, symbols: symbols)), tone: .signed)
    return grid
  }

  @Test("with 256 colours differences go from blue through black to orange")
  func signed256() throws {
    let grid = drawn(.palette256, .block)
    let colors = try (0..<9).map { column -> RGB in
      guard case .palette(let index) = grid[column, 0].style.background else { throw NoPaletteColor() }
      return XtermPalette.rgb(index)
    }
    #expect(colors[..<4].allSatisfy { $0.blue > $0.red })
    #expect(colors[4] == RGB(0, 0, 0))
    #expect(colors[5...].allSatisfy { $0.red > $0.blue })
  }

  private struct NoPaletteColor: Error {}

  @Test("with 8 and 16 colours differences are shades of blue and red")
  func signed16() {
    let sixteen = drawn(.sixteen, .block)
    #expect(sixteen[0, 0] == Cell(" ", style: Style(background: .palette(12))))
    #expect(sixteen[8, 0] == Cell(" ", style: Style(background: .palette(9))))
    let eight = drawn(.eight, .block)
    #expect(eight.text == " ░▒▓ ░▒▓ ")
    #expect(eight[1, 0].style == Style(foreground: .palette(0), background: .palette(4)))
    #expect(eight[7, 0].style == Style(foreground: .palette(1), background: .palette(0)))
  }

  @Test("without colour the sign of a difference is in the glyphs")
  func signedMono() {
    #expect(drawn(.mono, .block).text == "≡=-· ·+▒▓")
    #expect(drawn(.mono, .ascii).text == "=~-. .+*#")
  }

  @Test("in ASCII with colours the sign is in the glyphs and in the colour")
  func signedASCII() {
    let grid = drawn(.palette256, .ascii)
    #expect(grid.text == "=~-. .+*#")
    #expect(grid[0, 0].style == Style(foreground: .palette(12)))
    #expect(grid[8, 0].style == Style(foreground: .palette(9)))
  }
}
