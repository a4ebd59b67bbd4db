import TextScreen

/// The glyphs of axes, markers and legends.
struct ChartLines {
  let vertical: Unicode.Scalar
  let horizontal: Unicode.Scalar
  let corner: Unicode.Scalar
  let leftTick: Unicode.Scalar
  let marker: Unicode.Scalar
  let sample: Unicode.Scalar

  /// Chooses box drawing, or ASCII where nothing else can be relied on.
  init(symbols: Capabilities.Symbols) {
    if symbols == .ascii {
      (vertical, horizontal, corner, leftTick, marker, sample) = ("|", "-", "+", "+", "o", "*")
    } else {
      (vertical, horizontal, corner, leftTick, marker, sample) = ("│", "─", "└", "┤", "●", "─")
    }
  }

  /// What stands for a series in the title line.
  func sample(of kind: Series.Kind) -> Unicode.Scalar {
    switch kind {
    case .line: sample
    case .markers: marker
    }
  }
}
