import TextScreen

extension CellGrid {
  /// All rows of the key table under their topics, in a box that can be scrolled.
  mutating func drawHelp(_ state: ExplorerState, scroll: Int, in area: Rectangle) {
    let theme = state.theme
    let layout = HelpLayout(area, moments: state.live.moments)
    let inside = drawBox(layout.box, in: area, theme: theme)
    let first = min(scroll, layout.mostScroll)
    for (row, line) in layout.lines.dropFirst(first).prefix(inside.rows).enumerated() {
      switch line {
      case .topic(let name):
        write([(name, theme.title)], in: inside, row: row)
      case .keys(let keys, let text):
        write([(keys, theme.train)], in: inside, row: row, column: 1)
        write([(text, theme.text)], in: inside, row: row, column: HelpLine.textColumn)
      }
    }
    if layout.mostScroll > 0 {
      let bottom = Rectangle(column: inside.column, row: inside.endRow, columns: inside.columns, rows: 1)
      write([(" arrows: more  Esc: close ", theme.faint)], in: bottom)
    }
  }
}
