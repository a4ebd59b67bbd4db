import Charts
import Formats
import TextScreen
import Training

extension CellGrid {
  /// The page of curves: by step, smoothed in front of what was measured, with the knobs that were turned.
  mutating func drawCurvesPage(_ state: ExplorerState, _ layout: CurvesLayout) {
    // What there is no room for is left out as a whole, from the right.
    write(
      state.curvesTitle.fitting(columns: layout.title.columns, width: \.text.count), in: layout.title)
    for (figure, area) in layout.charts(state.curves.figure) {
      drawLosses(state.chart(of: figure), of: state, in: area)
    }
  }
}

extension ExplorerState {
  /// A figure by step on the page of curves.
  func chart(of figure: LossFigure) -> LineChart {
    let (record, range) = (snapshot.record, curves.range(of: curveSteps))
    let window = curves.smoothingWindow
    var series = [
      Series(name: "train", style: theme.train, points: record.smoothed(figure, window: window)),
      Series(name: "test", style: theme.test, kind: .markers, points: record.tested(figure)),
    ]
    if window > 1 {
      series.append(
        Series(
          name: "measured", style: theme.background, points: record.measured(figure), isBackground: true))
    }
    if let leftBranch {
      let points = leftBranch.smoothed(figure, window: window).filter { $0.x >= Double(record.branchStart) }
      series.append(
        Series(name: "left", style: theme.left, kind: .line(.dashed), points: points, isBackground: true))
    }
    return LineChart(
      title: figure.name(theme, record), series: series,
      xRange: AxisRange(range.lowerBound, range.upperBound),
      axisStyle: theme.faint, yScale: curves.isLogarithmic ? .logarithmic : .linear, marks: marks,
      cursor: curves.cursor(in: curveSteps).map { ChartCursor(x: $0, style: theme.title) })
  }

  /// What is shown and how, in falling importance.
  fileprivate var curvesTitle: [(text: String, style: Style)] {
    let range = curves.range(of: curveSteps)
    var view = "  steps \(Numbers.count(Int(range.lowerBound))) to \(Numbers.count(Int(range.upperBound)))"
    let magnification = curves.magnification(of: curveSteps)
    if magnification > 1 { view += " \(theme.times)\(Numbers.fixed(magnification, 1))" }
    let window = curves.smoothingWindow
    let steps = Numbers.count(snapshot.record.steps(inWindow: window))
    let facts =
      [view, curves.isLogarithmic ? "  log" : nil]
      + [isLeftBranchInView(range) ? "  dashed: the branch left" : nil]
      + [window > 1 ? "  smoothed over \(steps) steps" : "  not smoothed", "  nats per image"]
    return [("Curves", theme.title)] + facts.compactMap { $0 }.map { ($0, theme.faint) }
  }

  /// Whether some of the branch that was left is among these steps.
  private func isLeftBranchInView(_ range: ClosedRange<Double>) -> Bool {
    guard let curve = leftBranch?.trainHistory.curve, let last = curve.last,
      let first = curve.first(where: { $0.step >= Double(snapshot.branchStart) })
    else { return false }
    return first.step <= range.upperBound && last.step >= range.lowerBound
  }

  /// Marks where knobs were turned, the last first, since the first label takes precedence.
  ///
  /// Of turns of one knob at one step only the last had an effect.
  private var marks: [ChartMark] {
    var marks: [(turn: KnobTurn, mark: ChartMark)] = []
    for turn in snapshot.turns.reversed() {
      let others = marks.reversed().prefix { $0.turn.step == turn.step }
      guard !others.contains(where: { $0.turn.setting.isOfSameKnob(as: turn.setting) }) else { continue }
      let label = turn.setting.shortName(theme)
      marks.append((turn, ChartMark(x: Double(turn.step), label: label, style: theme.mark)))
    }
    return marks.map(\.mark)
  }
}

extension KnobSetting {
  fileprivate func isOfSameKnob(as other: KnobSetting) -> Bool {
    switch (self, other) {
    case (.learningRate, .learningRate), (.beta, .beta), (.warmUp, .warmUp), (.freeBits, .freeBits): true
    default: false
    }
  }
}
