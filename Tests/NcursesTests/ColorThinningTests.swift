import Ncurses
import TestSupport
import Testing
import TextScreen

/// A model of a terminal: the cells and their styles after the control sequences that ncurses uses here.
private struct TinyTerminal {
  private(set) var cells: [[(glyph: Character, style: String)]]
  private var column = 0
  private var row = 0
  private var foreground = "39"
  private var background = "49"
  private var attributes: Set<Int> = []
  private var last: Character = " "

  init(_ size: Size) {
    cells = Array(repeating: Array(repeating: (" ", "39 49"), count: size.columns), count: size.rows)
  }

  /// The visible style: of a blank only its background, unless it is underlined or reversed.
  private func style(_ glyph: Character) -> String {
    let isBare = glyph == " " && attributes.isDisjoint(with: [4, 7])
    let marks = isBare ? [] : attributes.sorted().map(String.init)
    return ([isBare ? "39" : foreground, background] + marks).joined(separator: " ")
  }

  private mutating func put(_ glyph: Character) {
    if row < cells.count, column < cells[row].count { cells[row][column] = (glyph, style(glyph)) }
    last = glyph
    column += 1
  }

  private mutating func erase(_ columns: Range<Int>, row: Int) {
    for column in columns.clamped(to: cells[row].indices) { cells[row][column] = (" ", "39 \(background)") }
  }

  mutating func take(_ text: String) {
    var rest = Substring(text)
    while let character = rest.popFirst() {
      switch character {
      case "\u{1B}": escape(&rest)
      case "\r": column = 0
      case "\n": row += 1
      case "\r\n": (column, row) = (0, row + 1)
      case "\u{08}": column -= 1
      case "\u{0E}", "\u{0F}", "\u{07}": break
      default: put(character)
      }
    }
  }

  private mutating func escape(_ rest: inout Substring) {
    guard rest.first == "[" else {
      let second = rest.popFirst()
      if second == "(" || second == ")" { rest.removeFirst() }
      return
    }
    rest.removeFirst()
    let parameters = rest.prefix { !$0.isLetter && $0 != "@" && $0 != "`" }
    rest.removeFirst(parameters.count)
    guard let final = rest.popFirst(), !parameters.hasPrefix("?"), !parameters.hasPrefix(">") else { return }
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let first = max(1, numbers.first ?? 1)
    switch final {
    case "m": rendition(parameters)
    case "H": (row, column) = (first - 1, max(1, numbers.count > 1 ? numbers[1] : 1) - 1)
    case "d": row = first - 1
    case "G", "`": column = first - 1
    case "A": row -= first
    case "B": row += first
    case "C": column += first
    case "D": column -= first
    case "K": numbers.first == 1 ? erase(0..<column + 1, row: row) : erase(column..<Int.max, row: row)
    case "@":
      for _ in 0..<first { cells[row].insert((" ", "39 \(background)"), at: column) }
      cells[row].removeLast(first)
    case "X": erase(column..<column + first, row: row)
    case "b": for _ in 0..<first { put(last) }
    case "J":
      for line in cells.indices where numbers.first == 2 || line > row { erase(0..<Int.max, row: line) }
      if numbers.first != 2 { erase(column..<Int.max, row: row) }
    default: break
    }
  }

  private mutating func rendition(_ parameters: Substring) {
    // A colour is several parameters, or one with colons.
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).flatMap { parameter in
      parameter.contains(":") ? parameter.split(separator: ":").map { Int($0) ?? 0 } : [Int(parameter) ?? 0]
    }
    var index = 0
    while index < numbers.count {
      let number = numbers[index]
      switch number {
      case 0: (foreground, background, attributes) = ("39", "49", [])
      case 38, 48:
        let last = min(index + (numbers[index + 1] == 2 ? 4 : 2), numbers.count - 1)
        let color = numbers[index...last].map(String.init).joined(separator: ";")
        if number == 38 { foreground = color } else { background = color }
        index = last
      case 30...39, 90...97: foreground = "\(number)"
      case 40...49, 100...107: background = "\(number)"
      default: attributes.insert(number)
      }
      index += 1
    }
  }
}

// An extension of the serialised suite, because only one screen can exist at a time.
extension NcursesScreenTests {
  @Test(
    "a sequence of random grids appears on the terminal as given",
    arguments: [
      "xterm-256color", "screen-256color", "xterm-16color", "xterm", "xterm-direct", "konsole-direct",
    ].filter { TerminalType.describedColors(for: $0, depth: nil)?.type == $0 })
  func looks(type: String) throws {
    let terminal = try #require(PseudoTerminal(columns: 30, rows: 6))
    defer { terminal.closeBoth() }
    let screen = try NcursesScreen(
      ScreenSettings(
        environment: ["TERM": type, "LC_ALL": "C.UTF-8"], holdsStandardError: false, input: terminal.terminal,
        output: terminal.terminal))
    var shown = TinyTerminal(screen.size)
    var random = SplitMix64(seed: 21)
    let depth = screen.capabilities.depth
    let maxIndex = min(255, depth.rawValue - 1)
    func color() -> Color {
      switch Int.random(in: 0...7, using: &random) {
      case 0, 1: .standard
      case 2 where depth == .truecolor:
        .rgb(RGB(200, 3, UInt8.random(in: 0...1, using: &random)))
      default:
        .palette(UInt8(min(maxIndex, [0, 1, 2, 7, 16, 232, 244][Int.random(in: 0..<7, using: &random)])))
      }
    }
    var grid = CellGrid(size: screen.size)
    for _ in 0..<60 {
      for _ in 0..<Int.random(in: 1...90, using: &random) {
        let glyphs: [Unicode.Scalar] = [" ", " ", "a", "▀", "█"]
        let attributes: [Attributes] = [[], [], [], .bold, .reverse, .underline, [.dim, .underline]]
        grid[Int.random(in: 0..<30, using: &random), Int.random(in: 0..<6, using: &random)] = Cell(
          glyphs[Int.random(in: 0..<5, using: &random)],
          style: Style(
            foreground: color(), background: color(),
            attributes: attributes[Int.random(in: 0..<7, using: &random)]))
      }
      screen.present(grid)
      let drawn = terminal.drawn()
      shown.take(drawn)
      for row in 0..<6 {
        for column in 0..<30 {
          let (wanted, found) = (grid[column, row], shown.cells[row][column])
          try #require(String(found.glyph) == String(wanted.glyph))
          try #require(
            found.style == look(wanted, depth: depth),
            "at \(column), \(row): \(wanted) in \(drawn.debugDescription)")
        }
      }
    }
    screen.close()
  }

  /// A cell's style in the notation of `TinyTerminal`.
  private func look(_ cell: Cell, depth: Capabilities.Depth) -> String {
    func code(_ color: Color, _ named: Int, _ bright: Int, _ other: Int) -> String {
      switch color {
      case .standard: return "\(other + 1)"
      case .palette(let index) where index < 8: return "\(named + Int(index))"
      case .palette(let index) where depth == .truecolor:
        return code(.rgb(XtermPalette.rgb(index)), named, bright, other)
      case .palette(let index): return index < 16 ? "\(bright + Int(index) - 8)" : "\(other);5;\(index)"
      // Black has the number 0, which is that of the named colour.
      case .rgb(RGB(0, 0, 0)): return "\(named)"
      case .rgb(let rgb): return "\(other);2;\(rgb.red);\(rgb.green);\(rgb.blue)"
      }
    }
    let names: [(Attributes, Int)] = [(.bold, 1), (.dim, 2), (.underline, 4), (.reverse, 7)]
    let attributes = names.filter { cell.style.attributes.contains($0.0) }.map(\.1)
    let isBare = cell.glyph == " " && !attributes.contains { $0 == 4 || $0 == 7 }
    let marks = isBare ? [] : attributes.map(String.init)
    return
      ([
        isBare ? "39" : code(cell.style.foreground, 30, 90, 38), code(cell.style.background, 40, 100, 48),
      ] + marks).joined(separator: " ")
  }
}
