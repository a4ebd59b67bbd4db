import TextScreen

extension ExplorerState {
  /// The whole screen: a pure function of the state, of exactly `size` cells.
  public func render() -> CellGrid {
    var grid = CellGrid(size: size)
    guard !layout.isTooSmall else {
      grid.drawTooSmall(self)
      return grid
    }
    grid.drawHeader(self, in: layout.header)
    switch page {
    case .map: grid.drawMapPage(self, layout.map)
    case .interpolation: grid.drawInterpolation(self, layout.interpolation)
    case .samples: grid.drawSamples(self, layout.samples)
    case .reconstructions: grid.drawReconstructions(self, layout.reconstructions)
    case .curves: grid.drawCurvesPage(self, layout.curves)
    case .latents: grid.drawLatents(self, layout.latents(walk.cursor.count))
    case .diagnosis: grid.drawDiagnosisPage(self, layout.diagnosis)
    case .time: grid.drawTime(self, layout.time)
    }
    grid.drawFooter(self, in: layout.footer)
    switch overlay {
    case .help(let scroll): grid.drawHelp(self, scroll: scroll, in: layout.body)
    case .quitQuestion: grid.drawQuitQuestion(self, in: layout.body)
    case nil: break
    }
    return grid
  }

  var theme: Theme { Theme(capabilities) }
}

extension CellGrid {
  /// Says that the screen is too small, in as much room as there is.
  mutating func drawTooSmall(_ state: ExplorerState) {
    let minSize = ScreenLayout.minSize
    let lines = [
      "Latentwalk", "needs \(minSize.columns)x\(minSize.rows),", "has \(size.columns)x\(size.rows).",
      "q quits",
    ]
    let top = max(0, (size.rows - lines.count) / 2)
    for (row, line) in lines.enumerated() {
      writeCentered(line, in: bounds, row: top + row, style: .plain)
    }
  }
}
