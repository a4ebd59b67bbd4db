import Formats
import TextScreen
import Training

extension CellGrid {
  /// All rows of the key table under their topics, in a box that can be scrolled.
  mutating func drawHelp(_ state: ExplorerState, scroll: Int, in area: Rectangle) {
    let theme = state.theme
    let layout = HelpLayout(area, keyframes: state.live.keyframes)
    let inside = drawBox(layout.box, in: area, theme: theme)
    let first = min(scroll, layout.maxScroll)
    for (row, line) in layout.lines.dropFirst(first).prefix(inside.rows).enumerated() {
      switch line {
      case .topic(let name):
        write([(name, theme.title)], in: inside, row: row)
      case .keys(let keys, let text):
        write([(keys, theme.train)], in: inside, row: row, column: 1)
        write([(text, theme.text)], in: inside, row: row, column: HelpLine.textColumn)
      }
    }
    if layout.maxScroll > 0 {
      let bottom = Rectangle(column: inside.column, row: inside.endRow, columns: inside.columns, rows: 1)
      write([(" arrows: more  Esc: close ", theme.faint)], in: bottom)
    }
  }
}

extension CellGrid {
  /// Asks whether to end training that is not done.
  mutating func drawQuitQuestion(_ state: ExplorerState, in area: Rectangle) {
    let theme = state.theme
    let left = state.live.secondsLeft.map { "\(Numbers.duration($0)) of training is left." }
    let lines = [left ?? "Training is not done.", "The model so far is saved.", "", "Quit?  y yes   n no"]
    let width = (lines.map(\.count).max() ?? 0) + 4
    let inside = drawBox(Size(columns: width, rows: lines.count + 2), in: area, theme: theme)
    for (row, line) in lines.enumerated() {
      write([(line, row == lines.count - 1 ? theme.title : theme.text)], in: inside, row: row)
    }
  }
}
