import TextScreen

/// The share that parts of cells have in the sums of their cells, row of cells by row of cells.
struct BoxSums {
  private let pixels: PixelSums
  /// The lines of a cell on which an edge of some box lies, in the boxes' units.
  private let lines: [Int]
  /// The places of all columns' edges, in pixels.
  private let places: [Double]
  private let edgesPerCell: Int
  private let pixelsPerRow: Double
  private let scale: Double
  /// Where in `crossings` the four corners of a box lie, seen from its cell's first: `[boxes x 4]`.
  private let corners: [Int]

  private var crossings: [Double]
  private var line: [Double]

  /// Sums over `boxes` of the columns `columns` of cells, where `size` cells show `width x height` pixels.
  init(
    _ pixels: PixelSums, width: Int, height: Int, size: Size, columns: Range<Int>, boxes: [Box]
  ) {
    self.pixels = pixels
    let edges = Set(boxes.flatMap { [$0.left, $0.right % Box.across] }).union([0]).sorted()
    let lines = Set(boxes.flatMap { [$0.top, $0.bottom] }).sorted()
    self.lines = lines
    let pixelsPerColumn = Double(width) / Double(size.columns)
    pixelsPerRow = Double(height) / Double(size.rows)
    scale = 1 / (pixelsPerColumn * pixelsPerRow)
    edgesPerCell = edges.count
    let places =
      columns.flatMap { column in
        edges.map { (Double(column) + Double($0) / Double(Box.across)) * pixelsPerColumn }
      } + [Double(columns.upperBound) * pixelsPerColumn]
    self.places = places
    func offset(edge: Int, line: Int) -> Int {
      let column = edge == Box.across ? edges.count : edges.firstIndex(of: edge) ?? 0
      return (lines.firstIndex(of: line) ?? 0) * places.count + column
    }
    corners = boxes.flatMap { box in
      [
        offset(edge: box.left, line: box.top), offset(edge: box.right, line: box.top),
        offset(edge: box.left, line: box.bottom), offset(edge: box.right, line: box.bottom),
      ]
    }
    crossings = Array(repeating: 0, count: lines.count * places.count)
    line = Array(repeating: 0, count: width + 1)
  }

  /// Goes to a row of cells.
  mutating func move(toRow row: Int) {
    for (index, line) in lines.enumerated() {
      let start = index * places.count
      pixels.crossings(
        row: (Double(row) + Double(line) / Double(Box.down)) * pixelsPerRow, columns: places,
        line: &self.line, into: &crossings[start..<start + places.count])
    }
  }

  /// What a box of a cell in this row adds to the mean of its cell; `column` counts from the first column.
  func share(ofBox box: Int, column: Int) -> Float {
    let (first, start) = (column * edgesPerCell, box * 4)
    let upper = crossings[first + corners[start + 1]] - crossings[first + corners[start]]
    let lower = crossings[first + corners[start + 3]] - crossings[first + corners[start + 2]]
    return Float((lower - upper) * scale)
  }
}
