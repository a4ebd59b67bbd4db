import Charts
import Formats
import TextScreen
import Training
import VAECore

extension CellGrid {
  /// The X-ray of the code: the figures of each dimension, which is chosen, and what walking along it draws.
  mutating func drawLatents(_ state: ExplorerState, _ layout: LatentsLayout) {
    let columns = LatentColumns(layout.table, sign: state.theme.sigma)
    for column in columns.all {
      let isWide = column.name.count <= column.columns
      write(
        isWide ? column.name : column.shortName ?? column.name, in: layout.heading, at: column,
        style: state.theme.faint)
    }
    let order = state.latentOrder
    let chosen = order.firstIndex(of: state.choice ?? order[0]) ?? 0
    drawTitle(state, layout, chosen: chosen)
    let figures = state.snapshot.latents.flatMap(LatentFigures.init)
    let first = layout.firstPlace(chosen: chosen, count: order.count)
    for (row, dimension) in order.dropFirst(first).prefix(layout.table.rows).enumerated() {
      let line = layout.table.split(top: row).rest.split(top: 1).top
      drawRow(of: dimension, isChosen: dimension == order[chosen], figures, state, columns, in: line)
    }
    drawTraversals(state, layout, order: order, chosen: chosen)
  }

  private mutating func drawTitle(_ state: ExplorerState, _ layout: LatentsLayout, chosen: Int) {
    let (theme, area) = (state.theme, layout.title)
    let isNarrow = area.columns < 60
    guard let latents = state.snapshot.latents else {
      let reason =
        state.snapshot.datasetFailure != nil
        ? "no test images to measure on"
        : state.live.isSaved
          ? "not measured yet" : "measured after \(Numbers.count(TrainingRecord.imagesOfLatents)) images"
      write([("Latents", theme.title), ("  " + reason, theme.faint)], in: area)
      return
    }
    let kl = latents.kls.reduce(0, +)
    let (count, rows) = (latents.latentSize, layout.table.rows)
    let above = layout.firstPlace(chosen: chosen, count: count)
    let hidden = [(above, "above"), (count - rows - above, "below")].filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    write(
      whole: [
        (isNarrow ? "Latents" : "Latent X-ray", theme.title),
        ("  \(latents.activeUnits)\(isNarrow ? "/" : " of ")\(count) active", theme.text),
        (hidden.isEmpty ? "" : "  \(hidden)", theme.warning),
        ("  KL \(Numbers.loss(kl))", theme.text),
        ("  over \(Numbers.count(latents.count)) images", theme.faint),
        ("  \(theme.reference) marks N(0, 1)", theme.faint),
      ], in: area)
  }

  private mutating func drawRow(
    of dimension: Int, isChosen: Bool, _ figures: LatentFigures?, _ state: ExplorerState,
    _ columns: LatentColumns, in line: Rectangle
  ) {
    let theme = state.theme
    write(
      [
        (isChosen ? theme.pointer : " ", theme.warning),
        ("z\(dimension + 1)", isChosen ? theme.warning : theme.text),
        (axisSign(of: dimension, state), theme.warning),
      ], in: line)
    guard let figures else { return }
    // A dead dimension is as it is for every image: nothing is wrong with it, and nothing to see.
    let isDead = figures.meanVariances[dimension] <= LatentStatistics.activeVariance
    let style = isDead ? theme.faint : theme.text
    let bar = isDead ? theme.faint : theme.train
    func row(_ column: LatentColumn, _ values: [Double], upTo max: Double, reference: Double? = nil)
      -> (LatentColumn, Double, BarMeter?)
    {
      let meter = BarMeter(
        value: values[dimension], range: AxisRange(0, max), reference: reference, style: bar,
        trackStyle: theme.faint)
      return (column, values[dimension], meter)
    }
    let meters: [(LatentColumn, Double, BarMeter?)] = [
      isDead
        ? (columns.kl, figures.kls[dimension], nil)
        : row(columns.kl, figures.kls, upTo: figures.maxKL),
      row(columns.meanVariance, figures.meanVariances, upTo: 2, reference: 1),
      row(columns.sigma, figures.deviations, upTo: 1.25, reference: 1),
      (columns.mean, figures.means[dimension], nil),
      row(columns.variance, figures.aggregateVariances, upTo: 2, reference: 1),
    ]
    for (column, value, meter) in meters where column.columns > 0 {
      let text = column.isSigned ? Numbers.coordinate(value) : Numbers.fixed(value, column.decimals)
      write(text, in: line, at: column, style: style)
      guard let meter, column.barColumns > 0 else { continue }
      let place = Rectangle(
        column: line.column + column.start + LatentColumn.figureColumns, row: line.row,
        columns: column.barColumns,
        rows: 1)
      draw(meter, in: place.clipped(to: line), capabilities: state.capabilities)
    }
    // In place of the bar, which would be the longest where nothing else is alive.
    if isDead {
      write(
        "dead", column: line.column + columns.kl.start + LatentColumn.figureColumns, row: line.row,
        style: theme.faint, in: line)
    }
  }

  /// Which axis of the map a dimension is.
  private func axisSign(of dimension: Int, _ state: ExplorerState) -> String {
    if dimension == state.walk.horizontal { return state.theme.right }
    return dimension == state.walk.vertical ? state.theme.up : ""
  }

  private mutating func write(_ text: String, in line: Rectangle, at column: LatentColumn, style: Style) {
    guard column.columns > 0 else { return }
    let place = Rectangle(
      column: line.column + column.start, row: line.row, columns: column.columns, rows: 1)
    write([(text, style)], in: place.clipped(to: line))
  }

  private mutating func drawTraversals(
    _ state: ExplorerState, _ layout: LatentsLayout, order: [Int], chosen: Int
  ) {
    let theme = state.theme
    guard let source = state.scene.traversals.source, let pictures = state.scene.traversals.value,
      !layout.stripTitle.isEmpty, source.count > 0
    else { return }
    let ends = [0, source.count - 1].map {
      LatentWindow().value(atX: TraversalSource.quantile(of: $0, among: source.count))
    }
    write(
      [
        ("Along each dimension", theme.title),
        (
          "  from \(Numbers.coordinate(ends[0])) to \(Numbers.coordinate(ends[1])), the others as the cursor is",
          theme.faint
        ),
      ], in: layout.stripTitle)
    draw(pictures, in: layout.strips, with: state.pencil)
    for (row, dimension) in source.dimensions.enumerated() {
      let tile = layout.strips.rectangle(of: row * source.count)
      let style = dimension == order[chosen] ? theme.warning : theme.faint
      write(
        "z\(dimension + 1)", column: layout.stripTitle.column + 1, row: tile.row + tile.rows / 2, style: style
      )
    }
  }
}

/// The statistics of each dimension, computed once for all rows.
private struct LatentFigures {
  let kls: [Double]
  let meanVariances: [Double]
  let deviations: [Double]
  let means: [Double]
  let aggregateVariances: [Double]
  /// The KL of the longest bar, in nats.
  let maxKL: Double

  /// Nil if no image has been seen.
  init?(_ latents: LatentStatistics) {
    guard latents.count > 0 else { return nil }
    kls = latents.kls
    meanVariances = latents.meanVariances
    deviations = latents.standardDeviations
    means = latents.means
    aggregateVariances = latents.aggregateVariances
    // The figures of a model that has diverged are NaN.
    maxKL = max(kls.filter(\.isFinite).max() ?? 0, 0.1)
  }
}
