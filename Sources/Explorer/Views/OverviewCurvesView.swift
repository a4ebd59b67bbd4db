import Charts
import TextScreen
import Training

extension CellGrid {
  /// The curves of the main page: the objective, the reconstruction loss and the KL divergence apart, train and test
  /// in each.
  mutating func drawOverviewCurves(_ state: ExplorerState, in area: Rectangle) {
    let figures = LossFigure.overview
    var rest = area
    for (index, figure) in figures.enumerated() {
      let left = figures.count - index
      let (part, others) = rest.split(left: rest.columns / left)
      rest = others
      let place = left == 1 ? part : part.split(right: 1).rest
      // A point a column: the noise of single batches would blacken the area.
      let train = state.snapshot.trainHistory.curve.series(figure).means(groups: place.columns)
      draw(
        LineChart(
          title: figure.name(state.theme, state.snapshot.record),
          series: [
            Series(name: "train", style: state.theme.train, points: train),
            Series(
              name: "test", style: state.theme.test, kind: .markers,
              points: state.snapshot.testHistory.curve.series(figure)),
          ],
          axisStyle: state.theme.faint), in: place, capabilities: state.capabilities)
    }
  }
}

extension LossFigure {
  /// The figures of the main page.
  static let overview: [LossFigure] = [.objective, .reconstruction, .kl]
}

extension [LossPoint] {
  /// One figure by step.
  func series(_ figure: LossFigure) -> [Series.Point] {
    map { Series.Point(x: $0.step, y: figure.value($0)) }
  }
}
