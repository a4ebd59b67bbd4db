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
      differences, in: grid.bounds, capabilities: Capabilities(depth: depth, symbols: symbols), tone: .signed)
    return grid
  }

  @Test("with 256 colours differences go from blue through black to red")
  func signed256() {
    let grid = drawn(.palette256, .block)
    let colors = (0..<9).map { grid[$0, 0].style.background }
    #expect(colors == [147, 63, 20, 18, 16, 88, 160, 203, 217].map { .palette($0) })
  }

  @Test("with 8 and 16 colours differences are shades of blue and red")
  func signed16() {
    let sixteen = drawn(.sixteen, .block)
    #expect(sixteen[0, 0] == Cell("█", style: Style(foreground: .palette(12), background: .palette(4))))
    #expect(sixteen[8, 0] == Cell("█", style: Style(foreground: .palette(9), background: .palette(1))))
    let eight = drawn(.eight, .block)
    #expect(eight.text == "█▓▒░ ░▒▓█")
    #expect(eight[1, 0].style == Style(foreground: .palette(4), background: .palette(0)))
    #expect(eight[7, 0].style == Style(foreground: .palette(1), background: .palette(0)))
  }

  @Test("without colour differences are drawn by their size")
  func signedMono() {
    #expect(drawn(.mono, .block).text == "█▓▒░ ░▒▓█")
    #expect(drawn(.mono, .ascii).text == "@#=: :=#@")
  }

  @Test("in ASCII with colours the sign is the colour")
  func signedASCII() {
    let grid = drawn(.palette256, .ascii)
    #expect(grid.text == "@#=: :=#@")
    #expect(grid[0, 0].style == Style(foreground: .palette(12)))
    #expect(grid[8, 0].style == Style(foreground: .palette(9)))
  }

  @Test("the grey ramp has 26 rising levels from black to white and finds the nearest")
  func ramp() {
    #expect(GreyRamp.indices.count == 26)
    #expect(GreyRamp.levels == GreyRamp.levels.sorted())
    #expect(GreyRamp.index(nearest: 0) == 16)
    #expect(GreyRamp.index(nearest: 1) == 231)
    #expect(GreyRamp.index(nearest: 128 / 255) == 244)
    #expect(GreyRamp.index(nearest: -3) == 16)
    #expect(GreyRamp.level(of: 9) == nil)
  }
}
