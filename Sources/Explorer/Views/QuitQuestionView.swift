import Formats
import TextScreen

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
