import TextScreen

extension CellGrid {
  /// Fills a share of a rectangle from the left, in eighths of a cell or without UTF-8 in `#`, and the rest
  /// with `track`.
  ///
  /// - Parameter share: 0...1; others count as the nearest end, NaN as 0.
  mutating func fill(
    _ rectangle: Rectangle, share: Double, style: Style, track: Cell, symbols: Capabilities.Symbols
  ) {
    let isASCII = symbols == .ascii
    let filled = share > 0 ? min(share, 1) * Double(rectangle.columns) : 0
    let whole = filled < Double(rectangle.columns) ? Int(filled) : rectangle.columns
    let (full, rest) = rectangle.split(left: whole)
    fill(full, with: Cell(isASCII ? "#" : "█", style: style))
    fill(rest, with: track)
    let eighths = Int((filled - Double(whole)) * 8)
    if !isASCII, eighths > 0 {
      fill(rest.split(left: 1).left, with: Cell(eighthBlocks[eighths - 1], style: style))
    }
  }
}

private let eighthBlocks: [Unicode.Scalar] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
