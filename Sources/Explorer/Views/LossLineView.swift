import TextScreen
import Training

extension CellGrid {
  /// The newest losses in one line, where there is no room for curves.
  mutating func drawLossLine(_ state: ExplorerState, in area: Rectangle) {
    let (theme, snapshot) = (state.theme, state.snapshot)
    guard let newest = snapshot.trainHistory.curve.last ?? snapshot.testHistory.curve.last else {
      write([("No step taken yet.", theme.faint)], in: area)
      return
    }
    let figures = LossFigure.overview.map { figure in
      "\(figure.name(theme, snapshot.record)) "
        + Numbers.loss(figure.value(newest))
    }
    write([(figures.joined(separator: " "), theme.train)], in: area)
  }
}
