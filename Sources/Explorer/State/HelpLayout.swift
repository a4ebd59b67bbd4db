import Formats
import TextScreen
import Training

/// The help's lines and the box they are in.
struct HelpLayout {
  let lines: [HelpLine]
  let box: Size

  init(_ area: Rectangle, keyframes: Keyframes) {
    let columns = min(area.columns, 76)
    lines = HelpLine.all(columns: columns - 4, keyframes: keyframes)
    box = Size(columns: columns, rows: min(area.rows, lines.count + 2))
  }

  /// How many lines can be scrolled past before the last is in view.
  var maxScroll: Int { max(0, lines.count - max(0, box.rows - 2)) }

  /// How many lines to scroll past for the keys that are a page's own to come first, as far as there are lines.
  func scroll(to page: Page) -> Int {
    let topic = KeyTable.bindings.first { $0.pages == [page] }?.topic
    let heading = lines.firstIndex { line in
      if case .topic(let name) = line { name == topic?.rawValue } else { false }
    }
    return min(maxScroll, heading ?? 0)
  }
}

/// A line of help.
enum HelpLine {
  case topic(String)
  case keys(String, text: String)

  /// Where the text begins, to the right of the keys.
  static let textColumn = 14

  /// The whole help, its texts wrapped to so many columns, with the room that keyframes take.
  static func all(columns: Int, keyframes: Keyframes) -> [HelpLine] {
    KeyBinding.Topic.allCases.flatMap { topic in
      let rows = KeyTable.bindings.filter { $0.topic == topic }
      let keys = rows.flatMap { lines(of: $0, columns: columns - textColumn) }
      let note = topic == .time ? lines(of: keyframes, columns: columns - textColumn) : []
      return [.topic(topic.rawValue)] + keys + note
    }
  }

  private static func lines(of keyframes: Keyframes, columns: Int) -> [HelpLine] {
    guard keyframes.budget > 0 else { return [] }
    let text =
      "\(keyframes.all.count) keyframes take \(Numbers.megabytes(keyframes.bytes)) of at most "
      + "\(Numbers.megabytes(keyframes.budget)) MB (--keyframes)"
    return text.wrapped(columns: columns).map { .keys("", text: $0) }
  }

  private static func lines(of binding: KeyBinding, columns: Int) -> [HelpLine] {
    let texts = binding.help.wrapped(columns: columns)
    return texts.enumerated().map { .keys($0 == 0 ? binding.keys : "", text: $1) }
  }
}
