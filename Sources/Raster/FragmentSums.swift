import TextScreen

/// What the fragments of cells add to the means of their cells, row of cells by row of cells.
struct FragmentSums {
  private let pixels: PixelSums
  private let lattice: CellLattice
  /// The places of all columns' edges.
  private let places: [PixelSums.Place]
  private let pixelsPerRow: Double
  private let scale: Double
  private var crossings: [Double]
  private var line: [Double]

  /// Sums over the columns `columns` of cells, where `size` cells show `width x height` pixels.
  init(_ pixels: PixelSums, width: Int, height: Int, size: Size, columns: Range<Int>, lattice: CellLattice) {
    self.pixels = pixels
    self.lattice = lattice
    let pixelsPerColumn = Double(width) / Double(size.columns)
    pixelsPerRow = Double(height) / Double(size.rows)
    scale = 1 / (pixelsPerColumn * pixelsPerRow)
    let edges =
      columns.flatMap { column in
        lattice.across.map { Double(column) + Double($0) / Double(Box.parts) }
      } + [Double(columns.upperBound)]
    places = edges.map { pixels.place(column: $0 * pixelsPerColumn) }
    crossings = Array(repeating: 0, count: lattice.down.count * places.count)
    line = Array(repeating: 0, count: width + 1)
  }

  /// Goes to a row of cells.
  mutating func move(toRow row: Int) {
    for (index, edge) in lattice.down.enumerated() {
      pixels.crossings(
        row: (Double(row) + Double(edge) / Double(Box.parts)) * pixelsPerRow, columns: places, line: &line,
        into: &crossings, from: index * places.count)
    }
  }

  /// What each fragment of a cell in this row adds to the cell's mean; `column` counts from the first column.
  func shares(column: Int, into shares: inout [Float]) {
    let width = lattice.across.count
    var index = 0
    for row in 0..<lattice.down.count - 1 {
      let upper = row * places.count + column * width
      let lower = upper + places.count
      var left = crossings[lower] - crossings[upper]
      for fragment in 1...width {
        let right = crossings[lower + fragment] - crossings[upper + fragment]
        shares[index] = Float((right - left) * scale)
        left = right
        index += 1
      }
    }
  }
}
