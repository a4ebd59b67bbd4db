import TestSupport
import Testing
import TextScreen

@testable import Raster

/// The cells that pictures are drawn with, against every other cell that they could have been.
@Suite struct CellFittingTests {
  private let blocks = (0x2580...0x259F).compactMap { Unicode.Scalar(UInt32($0)) }
  private let sextants = (0x1FB00...0x1FB3B).compactMap { Unicode.Scalar(UInt32($0)) }

  /// A soft blob somewhere, and noise.
  private func picture(_ random: inout SplitMix64, width: Int = 28, height: Int = 28) -> Picture {
    let (x, y) = (Float.random(in: 0...1, using: &random), Float.random(in: 0...1, using: &random))
    let values = (0..<width * height).map { index -> Float in
      let (across, down) = (Float(index % width) / Float(width) - x, Float(index / width) / Float(height) - y)
      let blob = max(0, 1 - 3 * (across * across + down * down).squareRoot())
      return min(1, blob + .random(in: 0...0.3, using: &random))
    }
    return Picture(width: width, height: height, values: values)
  }

  /// What the 16 colours stand for in pictures.
  private static let sixteen: [Color: Float] = [
    .palette(0): 0, .palette(8): 0.42, .palette(7): 0.78, .palette(15): 1,
  ]

  @Test(
    "no other glyph in any two colours is nearer to the pixels",
    arguments: [Capabilities.Symbols.block, .sextant])
  func nearest(symbols: Capabilities.Symbols) throws {
    var random = SplitMix64(seed: 11)
    let glyphs = [" "] + blocks + (symbols == .sextant ? sextants : [])
    let colors = Array(Self.sixteen.keys)
    let value = { (color: Color) in Self.sixteen[color] ?? -9 }
    for pixels in [(2, 4), (4, 3), (2, 6), (4, 8)] {
      // A cell a grid, so that every other cell can be tried in its place.
      let picture = picture(&random, width: pixels.0, height: pixels.1)
      var grid = CellGrid(size: Size(columns: 1, rows: 1))
      grid.draw(
        picture, in: grid.bounds, with: Pencil(Capabilities(depth: .sixteen, symbols: symbols)), aspect: .fill
      )
      func difference(_ cell: Cell) throws -> Float {
        let other = CellGrid(size: grid.size, filledWith: cell)
        return try #require(
          CellPixels.difference(other, picture, meansCount: CellFitter.weightOfMeans, value: value))
      }
      let found = try difference(grid[0, 0])
      for glyph in glyphs {
        for foreground in colors {
          for background in colors {
            // Shades mix neighbours only; others would look coarse.
            if (0x2591...0x2593).contains(glyph.value), !isNeighbour(foreground, background) { continue }
            let other = Cell(glyph, style: Style(foreground: foreground, background: background))
            // Colours are found in turn, not all pairs tried: hardly ever is another pair nearer, and then by little.
            #expect(try found <= difference(other) + 0.004, "\(other) is nearer than \(grid[0, 0])")
          }
        }
      }
    }
  }

  private func isNeighbour(_ first: Color, _ second: Color) -> Bool {
    let order: [Color] = [.palette(0), .palette(8), .palette(7), .palette(15)]
    guard let place = order.firstIndex(of: first), let other = order.firstIndex(of: second) else {
      return false
    }
    return abs(place - other) <= 1
  }

  @Test(
    "finer glyphs never make a picture worse", arguments: [(14, 7), (10, 5), (8, 4), (5, 3)])
  func finer(columns: Int, rows: Int) throws {
    var random = SplitMix64(seed: 12)
    var sums: [Capabilities.Symbols: Float] = [:]
    for _ in 0..<10 {
      let picture = picture(&random)
      for symbols in [Capabilities.Symbols.block, .sextant] {
        var grid = CellGrid(size: Size(columns: columns, rows: rows))
        grid.draw(
          picture, in: grid.bounds, with: Pencil(Capabilities(depth: .palette256, symbols: symbols)),
          aspect: .fill)
        let drawn = try #require(CellPixels.canvas(grid, value: CellPixels.grey))
        let wanted = CellPixels.stretched(picture, columns: columns, rows: rows)
        sums[symbols, default: 0] += zip(drawn, wanted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
    }
    #expect(try #require(sums[.sextant]) < #require(sums[.block]))
  }

  @Test("a picture that changes less than the eye can see leaves every cell as it is")
  func steady() {
    var random = SplitMix64(seed: 13)
    let picture = picture(&random)
    var pencil = Pencil(Capabilities(depth: .palette256, symbols: .block))
    for (columns, rows) in [(28, 14), (14, 7), (8, 4)] {
      var grid = CellGrid(size: Size(columns: columns, rows: rows))
      pencil.shown = nil
      grid.draw(picture, in: grid.bounds, with: pencil)
      pencil.shown = grid
      for _ in 0..<10 {
        let values = picture.values.map { $0 + Float.random(in: -0.008...0.008, using: &random) }
        var next = CellGrid(size: grid.size)
        next.draw(Picture(width: 28, height: 28, values: values), in: next.bounds, with: pencil)
        #expect(next == grid)
      }
    }
  }

  @Test("a picture that changes slowly is followed: what is shown is never far from it")
  func followed() throws {
    var random = SplitMix64(seed: 14)
    let (start, end) = (picture(&random), picture(&random))
    var pencil = Pencil(Capabilities(depth: .palette256, symbols: .block))
    let size = Size(columns: 14, rows: 7)
    let steps = 200
    for step in 0...steps {
      let share = Float(step) / Float(steps)
      let values = zip(start.values, end.values).map { $0 + ($1 - $0) * share }
      let now = Picture(width: 28, height: 28, values: values)
      var steady = CellGrid(size: size)
      var fresh = CellGrid(size: size)
      steady.draw(now, in: steady.bounds, with: pencil)
      fresh.draw(now, in: fresh.bounds, with: Pencil(pencil.capabilities))
      pencil.shown = steady
      func difference(_ grid: CellGrid) throws -> Float {
        try #require(
          CellPixels.difference(grid, now, meansCount: CellFitter.weightOfMeans, value: CellPixels.grey))
      }
      #expect(try difference(steady) <= difference(fresh) + 0.03 * 0.03 + 1e-5)
    }
  }
}
