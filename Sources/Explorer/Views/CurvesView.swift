import Charts
import TextScreen
import Training

extension CellGrid {
  /// The page of curves: by step, smoothed in front of what was measured, with the knobs that were turned.
  mutating func drawCurvesPage(_ state: ExplorerState, _ layout: CurvesLayout) {
    let (theme, settings) = (state.theme, state.curves)
    let range = settings.range(lastStep: state.lastStep)
    let isNarrow = layout.title.columns < 60
    var pieces = [(text: "Curves", style: theme.title)]
    pieces.append(
      (
        text: "  steps \(Numbers.count(Int(range.lowerBound))) to \(Numbers.count(Int(range.upperBound)))"
          + (settings.zoom > 1 ? " \(theme.times)\(Numbers.fixed(settings.zoom, 1))" : ""),
        style: theme.faint
      ))
    if settings.isLogarithmic { pieces.append((text: "  log", style: theme.faint)) }
    if !isNarrow {
      let columns = layout.charts(settings.figure).first?.area.columns ?? 1
      let steps = state.smoothedSteps(columns: columns)
      pieces.append(
        (
          text: steps > 1 ? "  smoothed over \(Numbers.count(steps)) steps" : "  not smoothed",
          style: theme.faint
        ))
      if state.leftBranch != nil {
        pieces.append((text: "  dotted: the branch left", style: theme.faint))
      }
      pieces.append((text: "  nats per image", style: theme.faint))
    }
    write(pieces, in: layout.title)
    for (figure, area) in layout.charts(settings.figure) {
      draw(state.chart(of: figure, columns: area.columns), in: area, capabilities: state.capabilities)
    }
  }
}

extension ExplorerState {
  /// A figure by step, in about so many columns.
  fileprivate func chart(of figure: LossFigure, columns: Int) -> LineChart {
    let range = curves.range(lastStep: lastStep)
    // A little beyond the edges, so that lines go on to them.
    let margin = (range.upperBound - range.lowerBound) / 10
    let visible = (range.lowerBound - margin)...(range.upperBound + margin)
    func points(_ history: LossHistory) -> [Series.Point] {
      history.curve.series(figure).filter { visible.contains($0.x) }
    }
    let raw = points(snapshot.trainHistory).means(groups: Self.pointsPerColumn * columns)
    // What a knob did is not to begin before it was turned.
    let smooth = raw.split(at: snapshot.turns.map { Double($0.step) }).flatMap {
      $0.smoothed(window: curves.smoothingWindow)
    }
    var series = [
      Series(name: "train", style: theme.train, points: smooth),
      Series(name: "test", style: theme.test, kind: .markers, points: points(snapshot.testHistory)),
    ]
    if curves.smoothingWindow > 1 {
      series.insert(
        Series(name: "measured", style: theme.background, points: raw, isBackground: true), at: 0)
    }
    if let left = leftBranch {
      let points = left.trainHistory.curve.filter { $0.step >= Double(snapshot.branchStart) }.series(figure)
        .filter { visible.contains($0.x) }
      series.insert(
        Series(
          name: "left", style: theme.faint, kind: .line(.dotted),
          points: points.means(groups: columns).smoothed(window: curves.smoothingWindow), isBackground: true),
        at: 0)
    }
    return LineChart(
      title: figure.name(theme, snapshot.record), series: series,
      xRange: AxisRange(range.lowerBound, range.upperBound),
      axisStyle: theme.faint, yScale: curves.isLogarithmic ? .logarithmic : .linear, marks: marks,
      cursor: curves.cursor.map { ChartCursor(x: $0, style: theme.title) })
  }

  /// How many points of a line a column has at the most.
  private static let pointsPerColumn = 2

  /// Over about how many steps lines are smoothed in so many columns.
  fileprivate func smoothedSteps(columns: Int) -> Int {
    let range = curves.range(lastStep: lastStep)
    let points = snapshot.trainHistory.curve.count { range.contains($0.step) }
    guard points > 0, curves.smoothingWindow > 1 else { return 1 }
    let stepsPerPoint =
      (range.upperBound - range.lowerBound) / Double(min(points, Self.pointsPerColumn * columns))
    return Int((stepsPerPoint * Double(curves.smoothingWindow)).rounded())
  }

  /// The knobs that were turned, where they were, the last first: of labels without room for all it is told.
  private var marks: [ChartMark] {
    snapshot.turns.reversed().map { turn in
      ChartMark(x: Double(turn.step), label: turn.setting.shortName(theme), style: theme.mark)
    }
  }

  /// The branch that this one left behind, as far as it got.
  fileprivate var leftBranch: TrainingRecord? {
    guard snapshot.branch > 1 else { return nil }
    return moments.last { $0.record.branch < snapshot.branch && $0.record.step > snapshot.branchStart }?
      .record
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
