/// A picture of a screen: `columns x rows` cells, as a value.
///
/// Drawing outside the grid does nothing, so views need not check their bounds.
public struct CellGrid: Equatable, Sendable {
  /// The extent in cells.
  public let size: Size

  private var cells: [Cell]

  /// Makes a grid in which every cell is `cell`.
  public init(size: Size, filledWith cell: Cell = .blank) {
    let (count, overflow) = size.columns.multipliedReportingOverflow(by: size.rows)
    precondition(!overflow, "a grid of \(size.columns) x \(size.rows) cells has more than Int can count")
    self.size = size
    cells = Array(repeating: cell, count: count)
  }

  /// The whole grid as a rectangle at the origin.
  public var bounds: Rectangle { Rectangle(size) }

  /// The cell at a column and row; outside the grid, reading returns a blank and writing does nothing.
  public subscript(column: Int, row: Int) -> Cell {
    get {
      guard let index = index(column, row) else { return .blank }
      return cells[index]
    }
    set {
      guard let index = index(column, row) else { return }
      cells[index] = newValue
    }
  }

  /// Makes every cell of the rectangle `cell`.
  public mutating func fill(_ rectangle: Rectangle, with cell: Cell) {
    let area = rectangle.clipped(to: bounds)
    guard !area.isEmpty else { return }
    for row in area.row..<area.endRow {
      let start = row * size.columns + area.column
      for index in start..<start + area.columns { cells[index] = cell }
    }
  }

  /// Copies the cells of an area from another grid, as far as both have them.
  public mutating func copy(_ rectangle: Rectangle, from other: CellGrid) {
    let area = rectangle.clipped(to: bounds).clipped(to: other.bounds)
    guard !area.isEmpty else { return }
    for row in area.row..<area.endRow {
      let (here, there) = (row * size.columns + area.column, row * other.size.columns + area.column)
      cells.replaceSubrange(here..<here + area.columns, with: other.cells[there..<there + area.columns])
    }
  }

  private func index(_ column: Int, _ row: Int) -> Int? {
    guard column >= 0, column < size.columns, row >= 0, row < size.rows else { return nil }
    return row * size.columns + column
  }
}
