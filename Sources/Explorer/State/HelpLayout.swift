import TextScreen

/// The help's lines and the box they are in.
struct HelpLayout {
  let lines: [HelpLine]
  let box: Size

  init(_ area: Rectangle) {
    let columns = min(area.columns, 76)
    lines = HelpLine.all(columns: columns - 4)
    box = Size(columns: columns, rows: min(area.rows, lines.count + 2))
  }

  /// How many lines can be scrolled past before the last is in view.
  var mostScroll: Int { max(0, lines.count - max(0, box.rows - 2)) }
}

/// A line of help.
enum HelpLine {
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
    let texts = binding.help.wrapped(columns: columns)
    return texts.enumerated().map { .keys($0 == 0 ? binding.keys : "", text: $1) }
  }
}
