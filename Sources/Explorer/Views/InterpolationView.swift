import Analysis
import Datasets
import Formats
import Raster
import TextScreen
import Training

extension CellGrid {
  /// The strip of digits from A to B, the place on it, and the digits at A, there and at B in full.
  mutating func drawInterpolation(_ state: ExplorerState, _ layout: InterpolationLayout) {
    let (theme, interpolation) = (state.theme, state.interpolation)
    let isNarrow = layout.title.columns < 60
    let way = interpolation.path == .linear ? "straight line (lerp)" : "arc (slerp)"
    write(
      [
        (isNarrow ? "A \(theme.right) B" : "Interpolation A \(theme.right) B", theme.title),
        ("  \(way)  t = \(Numbers.fixed(interpolation.position, 2))", theme.faint),
        (interpolation.isPlaying ? "" : "  held", theme.faint),
      ], in: layout.title)
    guard let strip = state.scene.strip.value else { return }
    draw(strip.pictures, in: layout.strip, with: state.pencil)
    drawSlider(at: interpolation.position, on: layout.track, theme: theme)
    drawEnd("A", interpolation.start, strip.pictures.first, layout.start, state, layout.captions)
    drawEnd("B", interpolation.end, strip.pictures.last, layout.end, state, layout.captions)
    if let picture = state.scene.between.value ?? nil {
      draw(picture, in: layout.between, with: state.pencil)
      writeCentered(
        "t = \(Numbers.fixed(interpolation.position, 2))", in: layout.between.caption(in: layout.captions),
        style: theme.title)
    }
  }

  private mutating func drawEnd(
    _ name: String, _ endpoint: Endpoint, _ picture: Picture?, _ area: Rectangle, _ state: ExplorerState,
    _ captions: Rectangle
  ) {
    if let picture { draw(picture, in: area, with: state.pencil) }
    writeCentered(
      "\(name) \(state.shortName(of: endpoint))", in: area.caption(in: captions), style: state.theme.title)
  }

  private mutating func drawSlider(at position: Double, on track: Rectangle, theme: Theme) {
    for column in track.column..<track.endColumn {
      self[column, track.row] = Cell(theme.rail, style: theme.faint)
    }
    let column = track.column + Int((position * Double(track.columns - 1)).rounded())
    self[column, track.row] = Cell(theme.slider, style: theme.warning)
  }
}

extension ExplorerState {
  /// An end of the interpolation in few letters: a test image's number and label, or a latent point.
  func shortName(of endpoint: Endpoint) -> String {
    switch endpoint {
    case .point(let point):
      point.prefix(2).map { Numbers.fixed(Double($0), 1) }.joined(separator: ",")
        + (point.count > 2 ? ".." : "")
    case .testImage(let number):
      "test #\(number)" + (label(of: number).map { " (\($0))" } ?? "")
    }
  }

  private func label(of number: Int) -> UInt8? {
    guard let labels = snapshot.dataset?.test.labels, labels.indices.contains(number) else { return nil }
    return labels[number]
  }
}

extension Rectangle {
  /// The part of a row of captions above this rectangle, with room on both sides.
  fileprivate func caption(in captions: Rectangle) -> Rectangle {
    Rectangle(column: column - 2, row: captions.row, columns: columns + 4, rows: captions.rows)
      .clipped(to: captions)
  }
}
