import TextScreen
import Training

extension CellGrid {
  /// Test images, each above its reconstruction and, if there is room, the error.
  mutating func drawReconstructions(_ state: ExplorerState, _ layout: ReconstructionsLayout) {
    let theme = state.theme
    let error = layout.showsErrors ? ", error" : ""
    let isNarrow = layout.title.columns < 70
    write(
      [
        ("Reconstructions", theme.title),
        (
          isNarrow ? " under images" : "  from above: test image, decoded posterior mean\(error)", theme.faint
        ),
      ], in: layout.title)
    guard let pairs = state.scene.pairs.value, !pairs.isEmpty else {
      let notice = state.snapshot.datasetFailure.map { "No test images: \($0.cause)" }
      let lines = (notice ?? "The test images are not read yet.").wrapped(columns: layout.title.columns)
      for (row, line) in lines.enumerated() {
        write([(line, theme.warning)], in: state.layout.body, row: 2 + row)
      }
      return
    }
    for (index, pair) in pairs.prefix(layout.tiles.count).enumerated() {
      var rest = layout.tiles.rectangle(of: index)
      let pictures: [ReconstructionTile] = [.input, .reconstruction] + (layout.showsErrors ? [.error] : [])
      for picture in pictures {
        let (area, under) = rest.split(top: layout.pictureRows)
        draw(picture, of: pair, in: area, with: state.pencil)
        rest = under
      }
      writeCentered("#\(pair.number) (\(pair.label))", in: rest, style: theme.faint)
    }
  }
}
