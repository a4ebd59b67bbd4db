import Raster
import TextScreen

/// What a cell looks like: 8x24 values in 0...1, row-major, by the shapes that Unicode defines its glyphs.
///
/// Written apart from what it checks: from the glyphs' code points, not from a table of boxes.
struct CellPixels {
  static let width = 8
  static let height = 24

  /// The share of ink at every place.
  static func ink(_ glyph: Unicode.Scalar) -> [Float]? {
    let code = Int(glyph.value)
    func cell(_ isInk: (_ x: Int, _ y: Int) -> Bool) -> [Float] {
      (0..<width * height).map { isInk($0 % width, $0 / width) ? 1 : 0 }
    }
    switch code {
    case 0x20: return cell { _, _ in false }
    case 0x2580: return cell { _, y in y < 12 }
    case 0x2581...0x2588: return cell { _, y in y >= height - 3 * (code - 0x2580) }
    case 0x2589...0x258F: return cell { x, _ in x < 0x2590 - code }
    case 0x2590: return cell { x, _ in x >= 4 }
    case 0x2591...0x2593: return Array(repeating: Float(code - 0x2590) / 4, count: width * height)
    case 0x2594: return cell { _, y in y < 3 }
    case 0x2595: return cell { x, _ in x == 7 }
    case 0x2596...0x259F:
      // Upper left, upper right, lower left, lower right.
      let quadrants = [
        0b0010, 0b0001, 0b1000, 0b1011, 0b1001, 0b1110, 0b1101, 0b0100, 0b0110, 0b0111,
      ][code - 0x2596]
      return cell { x, y in quadrants >> (3 - (x / 4 + 2 * (y / 12))) & 1 == 1 }
    case 0x1FB00...0x1FB3B:
      var bits = code - 0x1FB00 + 1
      if bits >= 0b010101 { bits += 1 }
      if bits >= 0b101010 { bits += 1 }
      return cell { x, y in bits >> (x / 4 + 2 * (y / 8)) & 1 == 1 }
    default: return nil
    }
  }

  /// The value at every place of a cell, colours being told by `value`; nil for a glyph that is no picture's.
  static func values(_ cell: Cell, value: (Color) -> Float) -> [Float]? {
    ink(cell.glyph)?.map { ink in
      ink * value(cell.style.foreground) + (1 - ink) * value(cell.style.background)
    }
  }

  /// What a grid shows of brightness, `[rows x 24 x columns x 8]`; nil where a cell is none of a picture's.
  static func canvas(_ grid: CellGrid, value: (Color) -> Float) -> [Float]? {
    var canvas = [Float](repeating: 0, count: grid.size.columns * width * grid.size.rows * height)
    for row in 0..<grid.size.rows {
      for column in 0..<grid.size.columns {
        guard let cell = values(grid[column, row], value: value) else { return nil }
        for (index, value) in cell.enumerated() {
          let (y, x) = index.quotientAndRemainder(dividingBy: width)
          canvas[((row * height + y) * grid.size.columns + column) * width + x] = value
        }
      }
    }
    return canvas
  }

  /// How far a grid is from a picture, of whose pixels every cell shows an integer number across and down: the mean
  /// squared difference place by place and that of the pixels' means, weighed as `meansCount` says.
  static func difference(
    _ grid: CellGrid, _ picture: Picture, meansCount: Float, value: (Color) -> Float
  ) -> Float? {
    guard let canvas = canvas(grid, value: value) else { return nil }
    let wanted = stretched(picture, columns: grid.size.columns, rows: grid.size.rows)
    let places = zip(canvas, wanted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / Float(canvas.count)
    var sums = [Float](repeating: 0, count: picture.values.count)
    let across = grid.size.columns * width
    for (index, value) in canvas.enumerated() {
      let (y, x) = index.quotientAndRemainder(dividingBy: across)
      let row = y * picture.height / (grid.size.rows * height)
      sums[row * picture.width + x * picture.width / across] += value
    }
    let perPixel = Float(canvas.count) / Float(sums.count)
    let means =
      zip(sums, picture.values).reduce(0) { $0 + ($1.0 / perPixel - $1.1) * ($1.0 / perPixel - $1.1) }
      / Float(sums.count)
    return (1 - meansCount) * places + meansCount * means
  }

  /// A grey of the palette as brightness.
  static func grey(_ color: Color) -> Float {
    guard case .palette(let index) = color else { return 0 }
    return Float(XtermPalette.rgb(index).red) / 255
  }

  /// A picture stretched over a canvas of cells, pixels as squares, each place the mean of what it covers.
  static func stretched(_ picture: Picture, columns: Int, rows: Int) -> [Float] {
    let (across, down) = (columns * width, rows * height)
    func shares(_ index: Int, of count: Int, source: Int) -> [(Int, Double)] {
      let (start, end) = (
        Double(index * source) / Double(count), Double((index + 1) * source) / Double(count)
      )
      return (0..<source).compactMap { pixel in
        let share = min(end, Double(pixel + 1)) - max(start, Double(pixel))
        return share > 0 ? (pixel, share / (end - start)) : nil
      }
    }
    let columns = (0..<across).map { shares($0, of: across, source: picture.width) }
    return (0..<down).flatMap { y in
      let rows = shares(y, of: down, source: picture.height)
      return columns.map { columns in
        Float(
          rows.reduce(0) { sum, row in
            sum
              + columns.reduce(0) {
                $0 + row.1 * $1.1 * Double(picture.values[row.0 * picture.width + $1.0])
              }
          })
      }
    }
  }
}
