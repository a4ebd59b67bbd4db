import Formats
import TextScreen
import Training
import VAECore

extension CellGrid {
  /// The losses of the last steps in one line, if there is no room for curves.
  mutating func drawLossLine(_ state: ExplorerState, in area: Rectangle) {
    let (theme, snapshot) = (state.theme, state.snapshot)
    guard let newest = state.diagnosis.vitals.recent ?? snapshot.testHistory.curve.last else {
      write([("No step taken yet.", theme.faint)], in: area)
      return
    }
    // The terms that add up to the objective, whatever the weight of the KL.
    let figures: [LossFigure] = [
      .objective, .reconstruction, newest.weightedKL == newest.loss.kl ? .kl : .weightedKL,
    ]
    let texts = figures.map { figure in
      let name = figure.name(theme, snapshot.record)
      return (name.count > 10 ? "paid KL" : name) + " " + Numbers.loss(figure.value(newest))
    }
    write([(texts.joined(separator: " "), theme.train)], in: area)
  }
}
