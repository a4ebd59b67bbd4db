import TextScreen

/// Finds the cells of pictures of one size.
struct CellPainter {
  private enum Method {
    case fitted(CellFitter)
    case dots(DotFitter)
  }

  /// The fragments of a cell whose sums are needed.
  let lattice: CellLattice

  private let method: Method
  private var shares: [Float]
  private var inked: [CellFitter.Lanes] = []

  /// The best method for pictures of `width x height` pixels in `size` cells.
  init(_ pencil: Pencil, tone: Tone, width: Int, height: Int, size: Size) {
    let pixels = Size(
      columns: Self.pixelsPerCell(width, size.columns, min: 1),
      rows: Self.pixelsPerCell(height, size.rows, min: 2))
    // With more pixels than half blocks, finer parts of a cell show more.
    let shrinks = pixels.columns > 1 || pixels.rows > 2
    let (depth, symbols) = (pencil.capabilities.depth, pencil.capabilities.symbols)
    let isMono = depth == .mono
    if isMono, tone == .brightness, shrinks, symbols >= .braille {
      lattice = DotFitter.lattice
      method = .dots(DotFitter(tolerance: 0.1))
    } else {
      let ramp: Ramp
      var splits: [Split] = []
      if symbols == .ascii {
        ramp = .ascii(tone, depth: depth)
      } else if isMono, tone == .signed {
        ramp = .signs
      } else {
        ramp = .best(for: tone, with: pencil)
        splits = !shrinks ? Split.halves : symbols == .sextant ? Split.sextants : Split.blocks
      }
      let fitter = CellFitter(ramp: ramp, splits: splits, pixels: pixels, isMono: isMono, tolerance: 0.03)
      lattice = fitter.lattice
      method = .fitted(fitter)
      inked = Array(repeating: .zero, count: fitter.laneCount)
    }
    shares = Array(repeating: 0, count: lattice.across.count * (lattice.down.count - 1))
  }

  /// The cell of a column in the row that `sums` is at, or the one that is `shown` where that is hardly worse.
  mutating func cell(_ sums: FragmentSums, column: Int, shown: Cell?) -> Cell {
    sums.shares(column: column, into: &shares)
    switch method {
    case .fitted(let fitter): return fitter.cell(shares, shown: shown, inked: &inked)
    case .dots(let fitter): return fitter.cell(shares, shown: shown)
    }
  }

  /// About how many pixels a cell covers along an axis, rounded up to above `min` where it is more than that.
  private static func pixelsPerCell(_ pixels: Int, _ cells: Int, min: Int) -> Int {
    let exact = Double(pixels) / Double(cells)
    return exact > Double(min) ? max(min + 1, Int(exact.rounded())) : min
  }
}
