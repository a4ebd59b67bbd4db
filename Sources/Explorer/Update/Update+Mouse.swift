import Charts
import TextScreen

extension ExplorerState {
  /// What the mouse does: it points at a place on the map or the strip, or at a digit; its wheel zooms and scrolls.
  mutating func take(_ event: MouseEvent) {
    guard !layout.isTooSmall else { return }
    switch (overlay, event.kind) {
    case (.help, .wheelUp): arrow(.up, isLarge: false)
    case (.help, .wheelDown): arrow(.down, isLarge: false)
    case (.some, _), (_, .release): break
    case (nil, .press), (nil, .drag): point(at: event)
    case (nil, .wheelUp): turnWheel(by: 1, at: event)
    case (nil, .wheelDown): turnWheel(by: -1, at: event)
    }
  }

  private mutating func point(at event: MouseEvent) {
    switch page {
    case .map:
      walk(to: event, on: layout.map.map)
    case .interpolation:
      guard let place = layout.interpolation.position(of: event) else { return }
      interpolation.hold(at: place)
    case .samples:
      if let number = layout.samples.tiles.tile(of: event) { chosenSample = number }
    case .reconstructions:
      if let number = layout.reconstructions.tiles.tile(of: event) { stepTestImage(by: number) }
    case .curves:
      let charts = layout.curves.charts(curves.figure)
      guard let (figure, area) = charts.first(where: { $1.contains(column: event.column, row: event.row) }),
        let step = chart(of: figure).x(atColumn: event.column, in: area)
      else { return }
      curves.placeCursor(at: step, in: curveSteps)
    case .latents:
      chooseDimension(at: event)
    case .diagnosis:
      break
    case .time:
      let layout = layout.time
      if layout.track.contains(column: event.column, row: event.row), !keyframes.isEmpty {
        film.isPlaying = false
        look(at: keyframes[layout.place(ofColumn: event.column, among: keyframes.count)])
      } else {
        walk(to: event, on: layout.map.map)
      }
    }
  }

  private mutating func walk(to event: MouseEvent, on map: TileGrid) {
    guard let place = map.fractions(of: event) else { return }
    walk.jump(to: walk.point(atX: place.x, y: 1 - place.y))
  }

  private mutating func chooseDimension(at event: MouseEvent) {
    let order = latentOrder
    let layout = layout.latents(order.count)
    guard layout.table.contains(column: event.column, row: event.row) else { return }
    let chosen = order.firstIndex(of: chosenDimension) ?? 0
    let place = layout.firstPlace(chosen: chosen, count: order.count) + event.row - layout.table.row
    if order.indices.contains(place) { choice = order[place] }
  }

  private mutating func turnWheel(by steps: Int, at event: MouseEvent) {
    let factor = steps > 0 ? Action.zoomStep : 1 / Action.zoomStep
    switch page {
    case .map:
      guard layout.map.map.fractions(of: event) != nil else { return }
      zoom(by: factor)
    case .reconstructions: stepTestImage(by: -steps)
    case .interpolation: interpolation.step(by: 0.05 * Double(steps))
    case .curves: zoom(by: factor)
    case .latents, .diagnosis: arrow(steps > 0 ? .up : .down, isLarge: false)
    case .time: stepKeyframe(by: steps)
    case .samples: break
    }
  }
}

extension TileGrid {
  /// Where in the grid's area the middle of a cell lies, from its upper left corner in 0...1; nil outside of it.
  fileprivate func fractions(of event: MouseEvent) -> (x: Double, y: Double)? {
    guard count > 0, area.contains(column: event.column, row: event.row) else { return nil }
    return (
      (Double(event.column - area.column) + 0.5) / Double(area.columns),
      (Double(event.row - area.row) + 0.5) / Double(area.rows)
    )
  }

  /// The number of the tile that a cell is in; nil where it is in none.
  fileprivate func tile(of event: MouseEvent) -> Int? {
    (0..<count).first { rectangle(of: $0).contains(column: event.column, row: event.row) }
  }
}

extension InterpolationLayout {
  /// The place on the path, in 0...1, that a cell of the strip or of the marker's row stands for; nil elsewhere.
  fileprivate func position(of event: MouseEvent) -> Double? {
    let isInRows = strip.area.contains(column: strip.area.column, row: event.row) || event.row == marker.row
    guard strip.count > 0, isInRows else { return nil }
    return min(1, max(0, Double(event.column - track.column) / Double(track.columns - 1)))
  }
}
