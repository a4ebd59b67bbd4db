import SystemLibrary
import TextScreen

@testable import Explorer

/// Screens as they are known to be right, cell by cell, in the files of `Golden/`.
///
/// A file holds a part of a screen: its text, then a letter for the role in the theme that each cell's style has,
/// then, where there are pictures, a character for the colour of each picture cell's glyph (`ink`) and one for the
/// colour around it (`paper`). No character depends on what else the file holds, so that a change to one style
/// changes the cells that have it and no others:
///
/// | style | |
/// |---|---|
/// | `.` text, `t` title, `f` faint, `b` bar, `n` train, `s` test, `c` cursor, `w` warning, `k` background, `l` left, `m` mark, `g` good, `a` alarm | roles; where the terminal shows several alike, the first of them |
/// | a capital letter | a role with its colours exchanged |
/// | `#` | no role: a picture's cell |
/// | `?` | neither; such cells are listed at the end |
///
/// | colour | |
/// |---|---|
/// | `.` | the terminal's own |
/// | `0`...`9`, `a`...`f` | the palette's first 16 |
/// | `A`...`Z` | the palette's black, its 24 greys from dark to light, and white: 16, 232...255, 231 |
/// | U+0100 + index | the palette's others |
/// | U+1E00 + level | greys of 8 bits, red, green and blue alike |
///
/// With `LATENTWALK_UPDATE_GOLDEN` set the files are written anew, for their difference to be read.
enum Golden {
  /// Compares a part of a screen with the file of that name; nil where they agree, else both as text.
  static func difference(
    of grid: CellGrid, _ area: Rectangle, _ capabilities: Capabilities, name: String
  ) -> String? {
    difference(of: describe(grid, area, capabilities), name: name)
  }

  /// Compares rows of screens, each under a heading, with the file of that name.
  static func difference(
    of rows: [(heading: String, grid: CellGrid, area: Rectangle, capabilities: Capabilities)], name: String
  ) -> String? {
    let parts = rows.map { "-- \($0.heading)\n" + describe($0.grid, $0.area, $0.capabilities) }
    return difference(of: parts.joined(separator: "\n"), name: name)
  }

  private static func difference(of found: String, name: String) -> String? {
    let path = "Tests/ExplorerTests/Golden/\(name).txt"
    if getenv("LATENTWALK_UPDATE_GOLDEN") != nil { TextFile.write(found, to: path) }
    let wanted = TextFile.read(path)
    return found == wanted ? nil : "\(name) should be\n\(wanted)\nbut is\n\(found)"
  }

  private static func describe(_ grid: CellGrid, _ area: Rectangle, _ capabilities: Capabilities) -> String {
    let roles = roles(Theme(capabilities))
    var (text, styles, ink, paper) = ([String](), [String](), [String](), [String]())
    var unnamed: [String] = []
    for row in area.row..<area.endRow {
      var lines = (text: "", style: "", ink: "", paper: "")
      for column in area.column..<area.endColumn {
        let cell = grid[column, row]
        let notation = notation(of: cell.style, roles)
        lines.text.unicodeScalars.append(cell.glyph)
        lines.style.append(notation.style)
        lines.ink.append(notation.ink)
        lines.paper.append(notation.paper)
        if notation.style == "?" {
          unnamed.append("\(column - area.column),\(row - area.row): \(cell.style)")
        }
      }
      text.append(lines.text)
      styles.append(lines.style)
      ink.append(lines.ink.withoutTrailingSpaces)
      paper.append(lines.paper.withoutTrailingSpaces)
    }
    var parts = [text, styles]
    if paper.contains(where: { !$0.isEmpty }) { parts += [["ink"] + ink, ["paper"] + paper] }
    if !unnamed.isEmpty { parts.append(unnamed) }
    return parts.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private static func roles(_ theme: Theme) -> [(letter: Character, style: Style)] {
    let roles: [(letter: Character, style: Style)] = [
      (".", theme.text), ("t", theme.title), ("f", theme.faint), ("b", theme.bar), ("n", theme.train),
      ("s", theme.test), ("c", theme.cursor), ("w", theme.warning), ("k", theme.background),
      ("l", theme.left), ("m", theme.mark), ("g", theme.good), ("a", theme.alarm),
    ]
    return roles
      + roles.dropFirst().map { letter, style in
        var exchanged = style
        exchanged.attributes.formSymmetricDifference(.reverse)
        return (Character(letter.uppercased()), exchanged)
      }
  }

  /// A style's letter; the colours' characters are spaces where the letter says all.
  private static func notation(of style: Style, _ roles: [(letter: Character, style: Style)]) -> (
    style: Character, ink: Character, paper: Character
  ) {
    if let role = roles.first(where: { $0.style == style }) { return (role.letter, " ", " ") }
    guard let ink = character(for: style.foreground), let paper = character(for: style.background) else {
      return ("?", " ", " ")
    }
    if style.attributes.isEmpty { return ("#", ink, paper) }
    // A mark on a picture has the picture's colour around it.
    let mark = roles.first {
      $0.style.foreground == style.foreground && $0.style.attributes == style.attributes
    }
    return mark.map { ($0.letter, ink, paper) } ?? ("?", " ", " ")
  }

  private static func character(for color: Color) -> Character? {
    func letter(_ first: UInt32, _ offset: Int) -> Character? {
      Unicode.Scalar(first + UInt32(offset)).map { Character($0) }
    }
    switch color {
    case .standard: return "."
    case .palette(let index):
      switch index {
      case 0..<10: return letter(0x30, Int(index))
      case 10..<16: return letter(0x61, Int(index) - 10)
      case 16: return "A"
      case 232...255: return letter(0x42, Int(index) - 232)
      case 231: return "Z"
      default: return letter(0x100, Int(index))
      }
    case .rgb(let color):
      return color.red == color.green && color.green == color.blue ? letter(0x1E00, Int(color.red)) : nil
    }
  }
}

extension String {
  fileprivate var withoutTrailingSpaces: String {
    guard let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[...last])
  }
}
