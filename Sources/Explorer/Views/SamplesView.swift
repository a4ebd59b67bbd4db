import Formats
import Raster
import TextScreen

extension CellGrid {
  /// Digits decoded from draws from the prior, the chosen one between marks.
  mutating func drawSamples(_ state: ExplorerState, _ layout: SheetLayout) {
    let theme = state.theme
    write(
      [
        (layout.title.columns < 60 ? "Samples" : "Samples from the prior", theme.title),
        ("  sheet \(state.sampleSheet)", theme.faint),
        (chosenPoint(state), theme.faint),
      ], in: layout.title)
    guard let sheet = state.scene.samples.value else { return }
    draw(sheet.pictures, in: layout.tiles, with: state.pencil)
    guard layout.tiles.count > 0 else { return }
    let chosen = layout.tiles.rectangle(of: state.chosenSample)
    for row in chosen.row..<chosen.endRow {
      self[chosen.column - 1, row] = Cell(theme.leftMark, style: theme.warning)
      self[chosen.endColumn, row] = Cell(theme.rightMark, style: theme.warning)
    }
  }

  private func chosenPoint(_ state: ExplorerState) -> String {
    guard let points = state.scene.samples.value?.points, points.indices.contains(state.chosenSample) else {
      return ""
    }
    let point = points[state.chosenSample]
    let shown = point.prefix(4).map { Numbers.coordinate(Double($0)) }.joined(separator: ", ")
    return "  z = \(shown)" + (point.count > 4 ? ".." : "")
  }
}
