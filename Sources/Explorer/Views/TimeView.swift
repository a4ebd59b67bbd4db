import Formats
import TextScreen
import Training
import VAECore

extension CellGrid {
  /// The keyframes on a track, and the map as it was at the one that is shown.
  mutating func drawTime(_ state: ExplorerState, _ layout: TimeLayout) {
    let theme = state.theme
    let keyframes = state.keyframes
    let kept = state.live.keyframes
    guard !keyframes.isEmpty else {
      write([("Time", theme.title), ("  no keyframes are kept of this run", theme.faint)], in: layout.title)
      drawKeyframeFacts(state, in: layout.facts)
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
    drawKeyframeFacts(state, in: layout.facts)
    drawTrack(state, layout)
    drawMap(state, layout.map)
  }

  private mutating func drawKeyframeFacts(_ state: ExplorerState, in area: Rectangle) {
    let (theme, snapshot) = (state.theme, state.snapshot)
    guard !state.keyframes.isEmpty else {
      write(
        [
          ("Kept while training runs on the screen (--keyframes), not in saved runs.", theme.faint)
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

  /// Which of the keyframes is shown.
  private func place(of state: ExplorerState) -> String {
    let keyframes = state.keyframes
    guard let keyframe = state.keyframe else { return "now, \(keyframes.count) keyframes" }
    guard let place = keyframes.firstIndex(of: keyframe) else { return "a keyframe no longer kept" }
    return "keyframe \(place + 1) of \(keyframes.count)"
  }

  /// A dot for each keyframe in the order in which they were kept, those of other branches faint, a mark where a branch
  /// begins, and a pointer at the keyframe that is shown.
  private mutating func drawTrack(_ state: ExplorerState, _ layout: TimeLayout) {
    let (theme, keyframes) = (state.theme, state.keyframes)
    guard !keyframes.isEmpty, !layout.track.isEmpty else { return }
    for column in layout.track.column..<layout.track.endColumn {
      self[column, layout.track.row] = Cell(theme.rail, style: theme.faint)
    }
    func beginsBranch(_ place: Int) -> Bool {
      place > 0 && keyframes[place - 1].record.branch != keyframes[place].record.branch
    }
    // Where several share a column, the beginning of a branch has precedence.
    let forks = keyframes.indices.filter(beginsBranch)
    for place in keyframes.indices.filter({ !beginsBranch($0) }) + forks {
      self[layout.column(of: place, among: keyframes.count), layout.track.row] = Cell(
        beginsBranch(place) ? theme.fork : theme.keyframeMark,
        style: keyframes[place].record.branch == state.live.branch ? theme.train : theme.faint)
    }
    let pointerRow = layout.track.endRow - 1
    if let shown = state.keyframeIndex {
      self[layout.column(of: shown, among: keyframes.count), pointerRow] = Cell(
        theme.slider, style: theme.warning)
    } else if layout.track.rows > 1 {
      write("now", column: layout.track.endColumn - 3, row: pointerRow, style: theme.faint)
    }
  }
}
