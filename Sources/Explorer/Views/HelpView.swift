import TextScreen

extension CellGrid {
  /// All rows of the key table under their topics, in a box that can be scrolled.
  mutating func drawHelp(_ state: ExplorerState, scroll: Int, in area: Rectangle) {
    let theme = state.theme
    let columns = min(area.columns, 76)
    let lines = HelpLine.all(columns: columns - 4)
    let inside = drawBox(
      Size(columns: columns, rows: min(area.rows, lines.count + 2)), in: area, theme: theme)
    let first = min(scroll, max(0, lines.count - inside.rows))
    for (row, line) in lines.dropFirst(first).prefix(inside.rows).enumerated() {
      switch line {
      case .topic(let name):
        write([(name, theme.title)], in: inside, row: row)
      case .keys(let keys, let text):
        write([(keys, theme.train)], in: inside, row: row, column: 1)
        write([(text, theme.text)], in: inside, row: row, column: HelpLine.textColumn)
      }
    }
    if lines.count > inside.rows {
      let bottom = Rectangle(column: inside.column, row: inside.endRow, columns: inside.columns, rows: 1)
      write([(" arrows: more  Esc: close ", theme.faint)], in: bottom)
    }
  }
}

private enum HelpLine {
  case topic(String)
  case keys(String, text: String)

  /// Where the text begins, to the right of the keys.
  static let textColumn = 14

  /// The whole help, its texts wrapped to so many columns.
  static func all(columns: Int) -> [HelpLine] {
    KeyBinding.Topic.allCases.flatMap { topic in
      let rows = KeyTable.bindings.filter { $0.topic == topic }
      return [.topic(topic.rawValue)] + rows.flatMap { lines(of: $0, columns: columns - textColumn) }
    }
  }

  private static func lines(of binding: KeyBinding, columns: Int) -> [HelpLine] {
    let texts = wrapped(binding.help, columns: columns)
    return texts.enumerated().map { .keys($0 == 0 ? binding.keys : "", text: $1) }
  }

  private static func wrapped(_ text: String, columns: Int) -> [String] {
    text.split(separator: " ").reduce(into: []) { lines, word in
      if let last = lines.last, last.count + 1 + word.count <= columns {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
  }
}
