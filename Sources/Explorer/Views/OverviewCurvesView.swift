import Charts
import TextScreen
import Training

extension CellGrid {
  /// The curves of the main page: the objective, the reconstruction loss and the KL apart, train and test
  /// in each, smoothed as on the page of curves.
  mutating func drawOverviewCurves(_ state: ExplorerState, in area: Rectangle) {
    let figures = LossFigure.overview
    var rest = area
    for (index, figure) in figures.enumerated() {
      let left = figures.count - index
      let (part, others) = rest.split(left: rest.columns / left)
      rest = others
      let place = left == 1 ? part : part.split(right: 1).rest
      drawLosses(state.overviewChart(of: figure), of: state, in: place)
    }
  }
}

extension ExplorerState {
  fileprivate func overviewChart(of figure: LossFigure) -> LineChart {
    let record = snapshot.record
    return LineChart(
      title: figure.name(theme, record),
      series: [
        Series(
          name: "train", style: theme.train, points: record.smoothed(figure, window: curves.smoothingWindow)),
        Series(name: "test", style: theme.test, kind: .markers, points: record.tested(figure)),
      ],
      axisStyle: theme.faint)
  }
}

extension LossFigure {
  /// The figures of the main page.
  static let overview: [LossFigure] = [.objective, .reconstruction, .kl]
}
