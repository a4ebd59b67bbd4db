import Charts
import TextScreen

extension LineChart {
  /// The chart on a grid of just its size, which was full of `·` before.
  func drawn(
    _ columns: Int, _ rows: Int, _ symbols: Capabilities.Symbols, _ depth: Capabilities.Depth = .eight
  ) -> CellGrid {
    var grid = CellGrid(size: Size(columns: columns, rows: rows), filledWith: Cell("·"))
    grid.draw(self, in: grid.bounds, capabilities: Capabilities(depth: depth, symbols: symbols))
    return grid
  }
}

extension CellGrid {
  /// The rows without the spaces at their ends.
  var trimmed: String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { row in
      row.replacing(#/ +$/#, with: "")
    }.joined(separator: "\n")
  }
}

extension Series {
  /// A series without a name whose points are 1 apart, the first at 0.
  init(_ ys: [Double], _ kind: Kind = .line, style: Style = .plain) {
    self.init(
      name: "", style: style, kind: kind,
      points: ys.enumerated().map { Point(x: Double($0.offset), y: $0.element) })
  }
}
