import Formats
import TextScreen
import Training
import VAECore

extension CellGrid {
  /// The kept moments on a track, and the map as it was at the one that is shown.
  mutating func drawTime(_ state: ExplorerState, _ layout: TimeLayout) {
    let theme = state.theme
    let moments = state.moments
    let kept = state.live.moments
    guard !moments.isEmpty else {
      write([("Time", theme.title), ("  no keyframes are kept of this run", theme.faint)], in: layout.title)
      drawMomentFacts(state, in: layout.facts)
      return drawMap(state, layout.map)
    }
    write(
      whole: [
        ("Time", theme.title),
        ("  " + place(of: state), theme.text),
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
    if let recent = state.diagnosis.vitals.recent {
      let figures = "loss \(Numbers.loss(recent.objective)), KL \(Numbers.loss(recent.loss.kl))"
      pieces.append((text: "  last steps: \(figures)", style: theme.train))
    }
    if let test = snapshot.testHistory.curve.last {
      pieces.append((text: "  last test: loss \(Numbers.loss(test.objective))", style: theme.test))
    }
    if let latents = snapshot.latents {
      pieces.append((text: "  \(latents.activeUnits) units active", style: theme.faint))
    }
    write(whole: pieces, in: area)
  }

  /// Which of the moments is shown.
  private func place(of state: ExplorerState) -> String {
    let moments = state.moments
    guard let moment = state.moment else { return "now, \(moments.count) keyframes" }
    guard let place = moments.firstIndex(of: moment) else { return "a keyframe no longer kept" }
    return "keyframe \(place + 1) of \(moments.count)"
  }

  /// A dot for each moment in the order in which they were kept, those of other branches faint, a mark where a branch
  /// begins, and a pointer at the moment that is shown.
  private mutating func drawTrack(_ state: ExplorerState, _ layout: TimeLayout) {
    let (theme, moments) = (state.theme, state.moments)
    guard !moments.isEmpty, !layout.track.isEmpty else { return }
    for column in layout.track.column..<layout.track.endColumn {
      self[column, layout.track.row] = Cell(theme.rail, style: theme.faint)
    }
    func beginsBranch(_ place: Int) -> Bool {
      place > 0 && moments[place - 1].record.branch != moments[place].record.branch
    }
    // Where several share a column, that a branch begins there matters most.
    let forks = moments.indices.filter(beginsBranch)
    for place in moments.indices.filter({ !beginsBranch($0) }) + forks {
      self[layout.column(of: place, among: moments.count), layout.track.row] = Cell(
        beginsBranch(place) ? theme.fork : theme.momentMark,
        style: moments[place].record.branch == state.live.branch ? theme.train : theme.faint)
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
