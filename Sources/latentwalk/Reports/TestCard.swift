import Datasets
import Raster
import TextScreen

/// One digit in every way that there is to draw it, side by side.
struct TestCard {
  private struct Panel {
    var label: String
    var size: Size
    var pencil: Pencil
    var tone = Tone.brightness

    /// The columns that the panel takes: those of its picture, or of its label.
    var columns: Int { max(size.columns, label.count) }
  }

  private static let gap = 2
  /// Rows of a panel under its picture.
  private static let wedgeRows = 1

  let picture: Picture
  let drawing: DrawingOptions
  let detection: Detection

  /// A digit of the bundled test images, or where they are not at hand a ring.
  static func picture() -> Picture {
    if let images = try? ProcessFacts.datasetLocator.locate("mnist").load().test, images.count > 0 {
      return Picture(width: images.width, height: images.height, bytes: images.image(0))
    }
    let side = 28
    let values = (0..<side * side).map { index in
      let (row, column) = index.quotientAndRemainder(dividingBy: side)
      let (x, y) = (Float(column) - 13.5, Float(row) - 13.5)
      return max(0, 1 - abs((x * x + y * y).squareRoot() - 8) / 3)
    }
    return Picture(width: side, height: side, values: values)
  }

  /// The card as lines of text, as many panels side by side as there is room for.
  func text(columns: Int) -> String {
    let groups = [depths, symbols, maps]
    return groups.map { rows(of: $0, columns: columns) }.joined(separator: "\n")
  }

  private func pencil(
    _ depth: Capabilities.Depth, _ symbols: Capabilities.Symbols, map: ColorMap = .grey
  ) -> Pencil {
    Pencil(
      Capabilities(depth: depth, symbols: symbols, background: detection.capabilities.background), map: map)
  }

  private var depths: [Panel] {
    let size = Size(columns: 18, rows: 9)
    return Capabilities.Depth.allCases.reversed().map { depth in
      Panel(label: "--color \(depth.name)", size: size, pencil: pencil(depth, .block, map: drawing.colorMap))
    }
  }

  private var symbols: [Panel] {
    let (depth, size) = (detection.capabilities.depth, Size(columns: 12, rows: 6))
    let panels = Capabilities.Symbols.allCases.reversed().map { symbols in
      Panel(
        label: "--symbols \(symbols.rawValue)", size: size,
        pencil: pencil(depth, symbols, map: drawing.colorMap))
    }
    guard depth != .mono else { return panels }
    return panels + [Panel(label: "braille, no colour", size: size, pencil: pencil(.mono, .braille))]
  }

  private var maps: [Panel] {
    let (depth, symbols) = (detection.capabilities.depth, detection.capabilities.symbols)
    return ColorMap.allCases.map { map in
      Panel(
        label: "\(map.rawValue)", size: Size(columns: 28, rows: 14), pencil: pencil(depth, symbols, map: map))
    } + [
      Panel(
        label: "error, - to +", size: Size(columns: 18, rows: 9), pencil: pencil(depth, symbols),
        tone: .signed)
    ]
  }

  private func rows(of panels: [Panel], columns: Int) -> String {
    let width = panels.map(\.columns).max() ?? 1
    let perRow = max(1, (columns + Self.gap) / (width + Self.gap))
    return stride(from: 0, to: panels.count, by: perRow).map { first in
      row(of: panels[first..<min(first + perRow, panels.count)]).ansiText
    }.joined(separator: "\n")
  }

  /// Panels side by side: a label, the digit, and all brightness from left to right.
  private func row(of panels: ArraySlice<Panel>) -> CellGrid {
    let width = panels.reduce(-Self.gap) { $0 + $1.columns + Self.gap }
    let height = panels.map(\.size.rows).max() ?? 0
    var grid = CellGrid(size: Size(columns: width, rows: 1 + height + Self.wedgeRows))
    var column = 0
    for panel in panels {
      grid.write(panel.label, column: column, row: 0, style: Style(attributes: .bold))
      let area = Rectangle(column: column, row: 0, columns: panel.size.columns, rows: grid.size.rows)
      let (place, under) = area.split(top: 1).rest.split(top: panel.size.rows)
      let shown = panel.tone == .signed ? Self.signed(picture) : picture
      grid.draw(shown, in: place, with: panel.pencil, tone: panel.tone)
      grid.draw(
        Self.wedge(panel.tone, columns: panel.size.columns), in: under.split(top: Self.wedgeRows).top,
        with: panel.pencil, aspect: .fill, tone: panel.tone)
      column += panel.columns + Self.gap
    }
    return grid
  }

  /// The whole range of a tone from left to right.
  private static func wedge(_ tone: Tone, columns: Int) -> Picture {
    let values = (0..<columns).map { Float($0) / Float(columns - 1) }
    return Picture(width: columns, height: 1, values: tone == .signed ? values.map { 2 * $0 - 1 } : values)
  }

  /// A picture's change from left to right: differences of both signs.
  private static func signed(_ picture: Picture) -> Picture {
    let values = picture.values.indices.map { index in
      index % picture.width == 0 ? 0 : picture.values[index] - picture.values[index - 1]
    }
    return Picture(width: picture.width, height: picture.height, values: values)
  }
}
