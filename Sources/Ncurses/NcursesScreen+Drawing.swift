import CNcurses
import TextScreen

extension NcursesScreen {
  /// Shows the grid: sends only what differs from the previous one, in one write, as a synchronised update.
  ///
  /// If the grid is larger than the terminal, its upper left part is shown; if it is smaller, the rest is
  /// blank. Does nothing after `close`.
  /// - Returns: the number of bytes sent.
  @discardableResult
  public func present(_ grid: CellGrid) -> Int {
    guard state == .up else { return 0 }
    if pairs.isExhausted { invalidate() }
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let cell = grid[column, row]
        if let shown, shown[column, row] == cell { continue }
        latentwalk_curses_put(
          curses, Int32(column), Int32(row), glyph(cell).value, UInt32(cell.style.attributes.rawValue),
          pairs.number(for: cell.style, on: curses))
      }
    }
    shown = grid
    let count = latentwalk_curses_show(curses)
    if count < 0 { invalidate() }
    return max(0, count)
  }

  /// Makes `present` draw the next grid completely, with new colour pairs.
  func invalidate() {
    shown = nil
    pairs = ColorPairs(
      colors: Int(latentwalk_curses_colors(curses)),
      pairs: capabilities.depth == .mono ? 0 : Int(latentwalk_curses_pairs(curses)))
    latentwalk_curses_repaint(curses)
  }

  /// The glyph to draw; outside ASCII, ncurses would draw a space in a locale without UTF-8.
  private func glyph(_ cell: Cell) -> Unicode.Scalar {
    isUTF8 || cell.glyph.isASCII ? cell.glyph : "?"
  }
}
