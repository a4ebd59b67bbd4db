import TextScreen

/// The glyphs of axes, legends, marks and what lies beyond the axes.
struct ChartLines {
  let symbols: Capabilities.Symbols
  let vertical: Unicode.Scalar
  let horizontal: Unicode.Scalar
  let corner: Unicode.Scalar
  let leftTick: Unicode.Scalar
  let above: Unicode.Scalar
  let below: Unicode.Scalar
  let mark: Unicode.Scalar

  /// Chooses box drawing, or ASCII where nothing else can be relied on.
  init(symbols: Capabilities.Symbols) {
    self.symbols = symbols
    if symbols == .ascii {
      (vertical, horizontal, corner, leftTick, above, below, mark) = ("|", "-", "+", "+", "^", "v", ":")
    } else {
      (vertical, horizontal, corner, leftTick, above, below, mark) = ("│", "─", "└", "┤", "▲", "▼", "┊")
    }
  }

  /// What stands for a series in the title line.
  func sample(of kind: Series.Kind) -> Unicode.Scalar {
    switch kind {
    case .line(let dash): dash.sample(symbols)
    case .markers(let marker): marker.glyph(symbols)
    }
  }
}
