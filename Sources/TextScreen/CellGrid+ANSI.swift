extension CellGrid {
  /// The grid as text for a terminal to print: its rows, each ended by a newline, colours and attributes set by
  /// SGR sequences (ECMA-48, 8.3.117) and reset at the end of each row.
  ///
  /// Rows in the terminal's own colours lose their trailing blanks.
  public var ansiText: String {
    (0..<size.rows).map { ansiRow($0) + "\n" }.joined()
  }

  /// One row of `ansiText`, without its newline.
  public func ansiRow(_ row: Int) -> String {
    var cells = (0..<size.columns).map { self[$0, row] }
    while cells.last == .blank { cells.removeLast() }
    var text = ""
    var style = Style.plain
    for cell in cells {
      if cell.style != style {
        text += cell.style.sgr(after: style)
        style = cell.style
      }
      text.unicodeScalars.append(cell.glyph)
    }
    return style == .plain ? text : text + "\u{1B}[0m"
  }
}

extension Style {
  /// What turns a terminal from one style to this one.
  fileprivate func sgr(after earlier: Style) -> String {
    var parts: [String] = []
    var earlier = earlier
    // There is no common way to take a single attribute back.
    if !earlier.attributes.isSubset(of: attributes) {
      parts.append("0")
      earlier = .plain
    }
    let codes: [(Attributes, String)] = [(.bold, "1"), (.dim, "2"), (.underline, "4"), (.reverse, "7")]
    for (attribute, code) in codes
    where attributes.contains(attribute) && !earlier.attributes.contains(attribute) {
      parts.append(code)
    }
    if foreground != earlier.foreground { parts.append(foreground.sgr(named: 30, bright: 90, other: 38)) }
    if background != earlier.background { parts.append(background.sgr(named: 40, bright: 100, other: 48)) }
    return "\u{1B}[" + parts.joined(separator: ";") + "m"
  }
}

extension Color {
  fileprivate func sgr(named: Int, bright: Int, other: Int) -> String {
    switch self {
    case .standard: "\(other + 1)"
    case .palette(let index) where index < 8: "\(named + Int(index))"
    case .palette(let index) where index < 16: "\(bright + Int(index) - 8)"
    case .palette(let index): "\(other);5;\(index)"
    case .rgb(let color): "\(other);2;\(color.red);\(color.green);\(color.blue)"
    }
  }
}
