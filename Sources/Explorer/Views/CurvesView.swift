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
          title: state.name(of: figure),
          series: [
            Series(name: "train", style: state.theme.train, points: train),
            Series(
              name: "test", style: state.theme.test, kind: .markers,
              points: state.snapshot.testHistory.curve.series(figure)),
          ],
          axisStyle: state.theme.faint), in: place, capabilities: state.capabilities)
    }
  }

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
      let window = settings.smoothingWindow
      pieces.append(
        (text: window > 1 ? "  smoothed over \(window) points" : "  not smoothed", style: theme.faint))
      pieces.append((text: "  nats per image", style: theme.faint))
    }
    write(pieces, in: layout.title)
    for (figure, area) in layout.charts(settings.figure) {
      draw(state.chart(of: figure, columns: area.columns), in: area, capabilities: state.capabilities)
    }
  }
}

extension ExplorerState {
  fileprivate func name(of figure: LossFigure) -> String {
    figure.name(theme, beta: snapshot.knobs.beta, freeBits: snapshot.knobs.freeBits)
  }

  /// A figure by step, in about so many columns.
  fileprivate func chart(of figure: LossFigure, columns: Int) -> LineChart {
    let range = curves.range(lastStep: lastStep)
    // A little beyond the edges, so that lines go on to them.
    let margin = (range.upperBound - range.lowerBound) / 10
    let visible = (range.lowerBound - margin)...(range.upperBound + margin)
    func points(_ history: LossHistory) -> [Series.Point] {
      history.curve.series(figure).filter { visible.contains($0.x) }
    }
    let raw = points(snapshot.trainHistory).means(groups: 2 * columns)
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
      title: name(of: figure), series: series, xRange: AxisRange(range.lowerBound, range.upperBound),
      axisStyle: theme.faint, yScale: curves.isLogarithmic ? .logarithmic : .linear, marks: marks,
      cursor: curves.cursor.map { ChartCursor(x: $0, style: theme.warning) })
  }

  /// The knobs that were turned, where they were.
  private var marks: [ChartMark] {
    snapshot.turns.map { turn in
      ChartMark(x: Double(turn.step), label: turn.setting.shortName(theme), style: theme.warning)
    }
  }

  /// The branch that this one left behind, as far as it got.
  private var leftBranch: TrainingRecord? {
    guard snapshot.branch > 1 else { return nil }
    return moments.last { $0.record.branch < snapshot.branch && $0.record.step > snapshot.branchStart }?
      .record
  }
}

extension KnobSetting {
  /// In few letters, for a mark on a curve.
  func shortName(_ theme: Theme) -> String {
    switch self {
    case .learningRate(let value): "lr \(Numbers.setting(value))"
    case .beta(let value): "\(theme.beta) \(Numbers.setting(value))"
    case .warmUp(let epochs): "warm-up \(epochs)"
    case .freeBits(let value): "free \(Numbers.setting(value))"
    }
  }
}

extension LossFigure {
  /// The figures of the main page.
  static let overview: [LossFigure] = [.objective, .reconstruction, .kl]
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

extension [LossPoint] {
  /// One figure by step.
  fileprivate func series(_ figure: LossFigure) -> [Series.Point] {
    map { Series.Point(x: $0.step, y: figure.value($0)) }
  }
}
