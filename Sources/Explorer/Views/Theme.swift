import TextScreen

/// The styles and signs that views share, as far as the terminal can show them.
struct Theme {
  private let capabilities: Capabilities

  init(_ capabilities: Capabilities) {
    self.capabilities = capabilities
  }

  var text: Style { .plain }
  var title: Style { Style(attributes: .bold) }
  /// What can be passed over: hints, labels, units.
  var faint: Style { capabilities.depth >= .palette256 ? colored(244) : Style(attributes: .dim) }
  var bar: Style { Style(attributes: .reverse) }
  var train: Style { isLight ? colored(4) : colored(6) }
  var test: Style { isLight ? colored(capabilities.depth >= .palette256 ? 130 : 5) : colored(3) }
  /// The cursor and what is chosen.
  var cursor: Style {
    capabilities.depth == .mono
      ? Style(attributes: [.bold, .reverse])
      : Style(foreground: .palette(0), background: .palette(3), attributes: .bold)
  }
  var warning: Style { Style(foreground: test.foreground, attributes: .bold) }

  /// A line drawn behind another.
  var background: Style {
    capabilities.depth >= .palette256 ? colored(isLight ? 250 : 240) : Style(attributes: .dim)
  }
  /// A branch that was left: neither what is trained nor what was measured.
  var left: Style { isLight ? colored(6) : colored(capabilities.depth >= .palette256 ? 67 : 4) }
  /// Where something was done.
  var mark: Style { colored(5, .bold) }
  /// What is as it should be.
  var good: Style { colored(2) }
  /// What is wrong.
  var alarm: Style { colored(1, .bold) }

  private var isLight: Bool { capabilities.background == .light }
  private var isASCII: Bool { capabilities.symbols == .ascii }

  var beta: String { isASCII ? "beta" : "β" }
  var sigma: String { isASCII ? "sigma" : "σ" }
  var times: String { isASCII ? "x" : "×" }
  var right: String { isASCII ? ">" : "→" }
  var up: String { isASCII ? "^" : "↑" }
  var leftMark: Unicode.Scalar { isASCII ? "[" : "▐" }
  var rightMark: Unicode.Scalar { isASCII ? "]" : "▌" }
  var crosshair: Unicode.Scalar { "+" }
  var horizontalLine: Unicode.Scalar { isASCII ? "-" : "─" }
  var verticalLine: Unicode.Scalar { isASCII ? "|" : "│" }
  /// Top left, top right, bottom left, bottom right.
  var corners: [Unicode.Scalar] { isASCII ? ["+", "+", "+", "+"] : ["┌", "┐", "└", "┘"] }
  /// The mark of a reference on a bar.
  var reference: String { isASCII ? "|" : "│" }
  var pointer: String { isASCII ? ">" : "▶" }
  var keyframeMark: Unicode.Scalar { isASCII ? "o" : "•" }
  var fork: Unicode.Scalar { isASCII ? "Y" : "◆" }
  var rail: Unicode.Scalar { isASCII ? "-" : "─" }
  var slider: Unicode.Scalar { isASCII ? "^" : "▲" }

  private func colored(_ index: UInt8, _ attributes: Attributes = []) -> Style {
    capabilities.depth == .mono
      ? Style(attributes: attributes)
      : Style(foreground: .palette(index), attributes: attributes)
  }
}
