import TextScreen

extension CellGrid {
  /// Says that the screen is too small, in as much room as there is.
  mutating func drawTooSmall(_ state: ExplorerState) {
    let smallest = ScreenLayout.smallest
    let lines = [
      "Latentwalk", "needs \(smallest.columns)x\(smallest.rows),", "has \(size.columns)x\(size.rows).",
      "q quits",
    ]
    let top = max(0, (size.rows - lines.count) / 2)
    for (row, line) in lines.enumerated() {
      writeCentred(line, in: bounds, row: top + row, style: .plain)
    }
  }
}
