import Raster
import TestSupport
import Testing
import TextScreen

/// Pixels -> cells -> pixels: what is on the screen is what was drawn, to the ramp's precision.
@Suite struct PictureRoundTripTests {
  /// The brightness of the palette's greys.
  private static let levels: [Float] = [0] + (232...255).map { CellPixels.grey(.palette($0)) } + [1]

  private let colors256 = Capabilities(depth: .palette256, symbols: .braille)

  @Test("28x28 pixels in 28x14 cells come back one to one, at the grey ramp's precision")
  func oneToOne() throws {
    var random = SplitMix64(seed: 1)
    let values = (0..<28 * 28).map { _ in Float.random(in: 0...1, using: &random) }
    let picture = Picture(width: 28, height: 28, values: values)
    var grid = CellGrid(size: Size(columns: 28, rows: 14))
    let place = grid.draw(picture, in: grid.bounds, with: Pencil(colors256))

    #expect(place == grid.bounds)
    let pixels = try readPixels(grid)
    for (index, (drawn, read)) in zip(values, pixels).enumerated() {
      #expect(abs(drawn - read) <= 9 / 255.0, "pixel \(index)")
    }
  }

  @Test("every grey of the ramp survives the way there and back exactly")
  func exactLevels() throws {
    let picture = Picture(
      width: 2, height: 26, values: (0..<52).map { Self.levels[($0 * 7) % 26] })
    var grid = CellGrid(size: Size(columns: 2, rows: 13))
    grid.draw(picture, in: grid.bounds, with: Pencil(colors256))
    #expect(try readPixels(grid) == picture.values)
  }

  @Test("a picture drawn three times as large repeats each pixel 3x3 times")
  func replication() throws {
    let picture = Picture(width: 4, height: 2, values: (0..<8).map { Self.levels[$0 * 3] })
    var grid = CellGrid(size: Size(columns: 12, rows: 3))
    grid.draw(picture, in: grid.bounds, with: Pencil(colors256))
    let pixels = try readPixels(grid)
    for row in 0..<6 {
      for column in 0..<12 {
        #expect(pixels[row * 12 + column] == picture.values[row / 3 * 4 + column / 3])
      }
    }
  }

  @Test("a cell whose two greys are equal is a space, others are the half block of the brighter")
  func halfBlocks() {
    let picture = Picture(width: 3, height: 2, values: [1, 0, 1, 1, 1, 0])
    var grid = CellGrid(size: Size(columns: 3, rows: 1))
    grid.draw(picture, in: grid.bounds, with: Pencil(colors256))
    let whiteOnBlack = Style(foreground: .palette(231), background: .palette(16))
    #expect(grid[0, 0] == Cell(" ", style: Style(background: .palette(231))))
    #expect(grid[1, 0] == Cell("▄", style: whiteOnBlack))
    #expect(grid[2, 0] == Cell("▀", style: whiteOnBlack))
  }

  /// The brightness of every pixel of a grid of half blocks, row-major.
  private func readPixels(_ grid: CellGrid) throws -> [Float] {
    let canvas = try #require(CellPixels.canvas(grid, value: CellPixels.grey))
    let width = grid.size.columns * CellPixels.width
    return (0..<2 * grid.size.rows).flatMap { row in
      (0..<grid.size.columns).map { canvas[row * CellPixels.height / 2 * width + $0 * CellPixels.width] }
    }
  }
}
