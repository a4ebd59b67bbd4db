import Datasets
import Raster
import TextScreen

/// One digit in every way that there is to draw it, side by side.
struct TestCard {
  private struct Sample {
    var label: String
    var size: Size
    var pencil: Pencil
    var tone = Tone.brightness

    /// The columns that the sample takes: those of its picture, or of its label.
    var columns: Int { max(size.columns, label.count) }
  }

  private static let gap = 2
  /// Rows of a sample under its picture.
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

  /// The card as lines of text, as many samples side by side as there is room for.
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

  private var depths: [Sample] {
    let size = Size(columns: 18, rows: 9)
    return Capabilities.Depth.allCases.reversed().map { depth in
      Sample(label: "--color \(depth.name)", size: size, pencil: pencil(depth, .block, map: drawing.colorMap))
    }
  }

  private var symbols: [Sample] {
    let (depth, size) = (detection.capabilities.depth, Size(columns: 12, rows: 6))
    let samples = Capabilities.Symbols.allCases.reversed().map { symbols in
      Sample(
        label: "--symbols \(symbols.rawValue)", size: size,
        pencil: pencil(depth, symbols, map: drawing.colorMap))
    }
    guard depth != .mono else { return samples }
    return samples + [Sample(label: "braille, no colour", size: size, pencil: pencil(.mono, .braille))]
  }

  private var maps: [Sample] {
    let (depth, symbols) = (detection.capabilities.depth, detection.capabilities.symbols)
    return ColorMap.allCases.map { map in
      Sample(
        label: "\(map.rawValue)", size: Size(columns: 28, rows: 14), pencil: pencil(depth, symbols, map: map))
    } + [
      Sample(
        label: "error, - to +", size: Size(columns: 18, rows: 9), pencil: pencil(depth, symbols),
        tone: .signed)
    ]
  }

  private func rows(of samples: [Sample], columns: Int) -> String {
    let width = samples.map(\.columns).max() ?? 1
    let perRow = max(1, (columns + Self.gap) / (width + Self.gap))
    return stride(from: 0, to: samples.count, by: perRow).map { first in
      row(of: samples[first..<min(first + perRow, samples.count)]).ansiText
    }.joined(separator: "\n")
  }

  /// Samples side by side: a label, the digit, and all brightness from left to right.
  private func row(of samples: ArraySlice<Sample>) -> CellGrid {
    let width = samples.reduce(-Self.gap) { $0 + $1.columns + Self.gap }
    let height = samples.map(\.size.rows).max() ?? 0
    var grid = CellGrid(size: Size(columns: width, rows: 1 + height + Self.wedgeRows))
    var column = 0
    for sample in samples {
      grid.write(sample.label, column: column, row: 0, style: Style(attributes: .bold))
      let area = Rectangle(column: column, row: 0, columns: sample.size.columns, rows: grid.size.rows)
      let (place, under) = area.split(top: 1).rest.split(top: sample.size.rows)
      let shown = sample.tone == .signed ? Self.signed(picture) : picture
      grid.draw(shown, in: place, with: sample.pencil, tone: sample.tone)
      grid.draw(
        Self.wedge(sample.tone, columns: sample.size.columns), in: under.split(top: Self.wedgeRows).top,
        with: sample.pencil, aspect: .fill, tone: sample.tone)
      column += sample.columns + Self.gap
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
