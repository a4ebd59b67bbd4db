import TextScreen
import Training

extension CellGrid {
  /// The kept moments on a track, and the map as it was at the one that is shown.
  mutating func drawTime(_ state: ExplorerState, _ layout: TimeLayout) {
    let theme = state.theme
    let moments = state.moments
    let kept = state.live.moments
    guard !moments.isEmpty else {
      write([("Time", theme.title), ("  no moments are kept of this run", theme.faint)], in: layout.title)
      drawMomentFacts(state, in: layout.facts)
      return drawMap(state, layout.map)
    }
    write(
      [
        ("Time", theme.title),
        ("  \(state.momentIndex.map { "\($0 + 1)" } ?? "now") of \(moments.count)", theme.text),
        ("  step \(Numbers.count(state.snapshot.step))", theme.text),
        (state.snapshot.branch > 1 ? "  branch \(state.snapshot.branch)" : "", theme.warning),
        (state.film.isPlaying ? "  playing" : "", theme.warning),
        ("  \(Numbers.megabytes(kept.bytes)) of \(Numbers.megabytes(kept.budget)) MB", theme.faint),
      ], in: layout.title)
    drawMomentFacts(state, in: layout.facts)
    drawTrack(state, layout)
    drawMap(state, layout.map)
  }

  private mutating func drawMomentFacts(_ state: ExplorerState, in area: Rectangle) {
    let (theme, snapshot) = (state.theme, state.snapshot)
    guard !state.moments.isEmpty else {
      write(
        [
          ("They are kept while training runs on the screen (--moments), not in saved runs.", theme.faint)
        ],
        in: area)
      return
    }
    var pieces = [(text: "epoch \(snapshot.epoch)", style: theme.faint)]
    if let newest = snapshot.trainHistory.curve.last {
      pieces.append((text: "  loss \(Numbers.loss(newest.objective))", style: theme.train))
      pieces.append((text: "  KL \(Numbers.loss(newest.loss.kl))", style: theme.train))
    }
    if let test = snapshot.testHistory.curve.last {
      pieces.append((text: "  test \(Numbers.loss(test.objective))", style: theme.test))
    }
    if let latents = snapshot.latents {
      pieces.append((text: "  \(latents.activeUnits) active", style: theme.faint))
    }
    write(pieces, in: area)
  }

  /// A dot for each moment in the order in which they were kept, those of other branches faint, a mark where a branch
  /// begins, and a pointer at the moment that is shown.
  private mutating func drawTrack(_ state: ExplorerState, _ layout: TimeLayout) {
    let (theme, moments) = (state.theme, state.moments)
    guard !moments.isEmpty, !layout.track.isEmpty else { return }
    for column in layout.track.column..<layout.track.endColumn {
      self[column, layout.track.row] = Cell(theme.rail, style: theme.faint)
    }
    for (place, moment) in moments.enumerated() {
      let column = layout.column(of: place, among: moments.count)
      let beginsBranch = place > 0 && moments[place - 1].record.branch != moment.record.branch
      self[column, layout.track.row] = Cell(
        beginsBranch ? theme.fork : theme.momentMark,
        style: moment.record.branch == state.live.branch ? theme.train : theme.faint)
    }
    let pointerRow = layout.track.endRow - 1
    if let shown = state.momentIndex {
      self[layout.column(of: shown, among: moments.count), pointerRow] = Cell(
        theme.slider, style: theme.warning)
    } else if layout.track.rows > 1 {
      write("now", column: layout.track.endColumn - 3, row: pointerRow, style: theme.faint)
    }
  }
}
