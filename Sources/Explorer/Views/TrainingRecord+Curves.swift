import Charts
import TextScreen
import Training

extension TrainingRecord {
  /// A figure as training measured it, by step, from the first to the newest.
  func measured(_ figure: LossFigure) -> [Series.Point] {
    var points = trainHistory.curve.series(figure)
    // A point that stands for several steps is in their middle, which is not to leave the ends without a line.
    if let first = points.indices.first { points[first].x = min(points[first].x, 1) }
    if let last = points.indices.last { points[last].x = max(points[last].x, Double(step)) }
    return points
  }

  /// A figure at the tests, by step.
  func tested(_ figure: LossFigure) -> [Series.Point] { testHistory.curve.series(figure) }

  /// A figure of training with means over a window of so many points of the history.
  ///
  /// It depends on nothing else, such as the room on the screen: figures that add up as measured also add up here,
  /// on every page. What a knob did does not begin before it was turned, so no mean goes across a turn.
  func smoothed(_ figure: LossFigure, window: Int) -> [Series.Point] {
    measured(figure).split(at: turns.map { Double($0.step) }).flatMap { $0.smoothed(window: window) }
  }

  /// The maximum number of steps that a window of so many points of the history covers.
  func steps(inWindow window: Int) -> Int {
    let curve = trainHistory.curve
    guard curve.count > 1 else { return 1 }
    // The last point may be of fewer steps than the others.
    let distance = curve[1].step - curve[0].step
    return Int(max(1, min(1e15, (distance * Double(min(window, curve.count))).rounded())))
  }

  /// Whether nothing has been trained or tested yet.
  var hasNoLosses: Bool { trainHistory.isEmpty && testHistory.isEmpty }
}

extension [LossPoint] {
  /// One figure by step.
  fileprivate func series(_ figure: LossFigure) -> [Series.Point] {
    map { Series.Point(x: $0.step, y: figure.value($0)) }
  }
}

extension [Series.Point] {
  /// The stretches between some places, which rise.
  fileprivate func split(at places: [Double]) -> [[Series.Point]] {
    var (stretches, rest) = ([[Series.Point]](), self[...])
    for place in places {
      let stretch = rest.prefix { $0.x <= place }
      stretches.append(Array(stretch))
      rest = rest.dropFirst(stretch.count)
    }
    return stretches + [Array(rest)]
  }
}

extension CellGrid {
  /// Draws a chart of a run's losses, or says that there are none yet.
  mutating func drawLosses(_ chart: LineChart, of state: ExplorerState, in area: Rectangle) {
    draw(chart, in: area, capabilities: state.capabilities)
    guard state.snapshot.record.hasNoLosses else { return }
    writeCentered("no losses yet", in: area, row: area.rows / 2, style: state.theme.faint)
  }
}
