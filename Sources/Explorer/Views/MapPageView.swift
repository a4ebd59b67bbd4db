import Formats
import Raster
import TextScreen
import Training

extension CellGrid {
  /// Curves, the latent map with its cursor, the digit under the cursor, and probes if there is room.
  mutating func drawMapPage(_ state: ExplorerState, _ layout: MapLayout) {
    if layout.curves.rows > 1 {
      drawOverviewCurves(state, in: layout.curves)
    } else {
      drawLossLine(state, in: layout.curves)
    }
    drawMap(state, layout)
  }

  /// The latent map with its cursor, the digit under it, and probes if there is room.
  mutating func drawMap(_ state: ExplorerState, _ layout: MapLayout) {
    drawMapTitle(state, layout)
    if let map = state.scene.drawnMap.value { copy(layout.map.area, from: map) }
    drawCursor(state, layout.map)
    drawDigitTitle(state, in: layout.digitTitle)
    if let picture = state.scene.cursor.value ?? nil {
      draw(picture, in: layout.digit, with: state.pencil)
    }
    drawFacts(state, in: layout.facts)
    drawProbes(state, layout.probes)
  }

  private mutating func drawMapTitle(_ state: ExplorerState, _ layout: MapLayout) {
    let (theme, walk, area) = (state.theme, state.walk, layout.mapTitle)
    var axes = "z\(walk.horizontal + 1)\(theme.right)"
    if walk.isPlane { axes += " z\(walk.vertical + 1)\(theme.up)" }
    let window = walk.window
    let halfTile = 0.5 / Double(max(1, layout.map.columns))
    let (first, last) = (window.value(atX: halfTile), window.value(atX: 1 - halfTile))
    // Beside a zoom there is no room for it.
    let hint = walk.cursor.count > 2 && window.zoom == 1 ? "  x y axes" : ""
    let isNarrow = area.columns < 40
    write(
      [
        (isNarrow ? "" : "Latent map ", theme.title), (axes, theme.title),
        (isNarrow ? "" : "  \(Numbers.coordinate(first)) to \(Numbers.coordinate(last))", theme.faint),
        (window.zoom > 1 ? "  \(theme.times)\(Numbers.fixed(window.zoom, 1))" : "", theme.faint),
        (hint, theme.faint),
      ], in: area)
  }

  /// A cross at the cursor's place between two marks.
  private mutating func drawCursor(_ state: ExplorerState, _ tiles: TileGrid) {
    let area = tiles.area
    guard !area.isEmpty else { return }
    let walk = state.walk
    let x = min(1, max(0, walk.window.fraction(ofX: walk.x)))
    let y = min(1, max(0, walk.isPlane ? walk.window.fraction(ofY: walk.y) : 0.5))
    let column = area.column + min(area.columns - 1, Int(x * Double(area.columns)))
    let row = area.row + min(area.rows - 1, Int((1 - y) * Double(area.rows)))
    let style = state.theme.cursor
    self[column, row] = Cell(state.theme.crosshair, style: style)
    for (side, glyph) in [(-1, state.theme.leftMark), (1, state.theme.rightMark)]
    where area.contains(column: column + side, row: row) {
      var cell = Cell(glyph, style: state.theme.warning)
      cell.style.background = self[column + side, row].style.background
      self[column + side, row] = cell
    }
  }

  private mutating func drawDigitTitle(_ state: ExplorerState, in area: Rectangle) {
    let walk = state.walk
    let isNarrow = area.columns < 18
    var text = (isNarrow ? "" : "z = ") + Numbers.coordinate(walk.x)
    if walk.isPlane { text += (isNarrow ? "," : ", ") + Numbers.coordinate(walk.y) }
    write(text, column: area.column, row: area.row, style: state.theme.title, in: area)
  }

  private mutating func drawFacts(_ state: ExplorerState, in area: Rectangle) {
    let (theme, interpolation) = (state.theme, state.interpolation)
    let lines = [
      "decoded under the cursor",
      "A \(state.shortName(of: interpolation.start))  B \(state.shortName(of: interpolation.end))",
      "step \(state.snapshot.step)",
    ]
    for (row, line) in lines.enumerated() {
      write(line, column: area.column, row: area.row + row, style: theme.faint, in: area)
    }
  }

  private mutating func drawProbes(_ state: ExplorerState, _ tiles: TileGrid) {
    guard tiles.count > 0, let pairs = state.scene.pairs.value, !pairs.isEmpty else { return }
    let heading = Rectangle(
      column: tiles.area.column, row: tiles.area.row - 1, columns: tiles.area.columns, rows: 1)
    write(
      "input    model    error", column: heading.column, row: heading.row, style: state.theme.faint,
      in: heading)
    for (index, pair) in pairs.prefix(tiles.count).enumerated() {
      var rest = tiles.rectangle(of: index)
      for picture in [ReconstructionTile.input, .reconstruction, .error] {
        let (tile, others) = rest.split(left: 8)
        draw(picture, of: pair, in: tile, with: state.pencil)
        rest = others.split(left: 1).rest
      }
    }
  }
}
