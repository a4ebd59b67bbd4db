import SystemLibrary
import TextScreen

/// Screens as they are known to be right, cell by cell, in the files of `Golden/`.
///
/// A file has the screen's text, then a letter for each cell's style, then what the letters stand for. With
/// `LATENTWALK_UPDATE_GOLDEN` set the files are written anew, for their difference to be read.
enum Golden {
  /// Compares a screen with the file of that name; nothing where they agree, else both as text.
  static func difference(of grid: CellGrid, name: String) -> String? {
    let found = describe(grid)
    let path = "Tests/ExplorerTests/Golden/\(name).txt"
    if getenv("LATENTWALK_UPDATE_GOLDEN") != nil { TextFile.write(found, to: path) }
    let wanted = TextFile.read(path)
    return found == wanted ? nil : "\(name) should be\n\(wanted)\nbut is\n\(found)"
  }

  private static func describe(_ grid: CellGrid) -> String {
    var letters: [Style: Character] = [:]
    var legend: [String] = []
    var styles: [String] = []
    for row in 0..<grid.size.rows {
      var line = ""
      for column in 0..<grid.size.columns {
        let style = grid[column, row].style
        if letters[style] == nil {
          let letter = letter(letters.count)
          letters[style] = letter
          legend.append("\(letter) \(describe(style))")
        }
        line.append(letters[style] ?? "?")
      }
      styles.append(line)
    }
    return ([grid.text, ""] + styles + [""] + legend).joined(separator: "\n") + "\n"
  }

  private static func letter(_ number: Int) -> Character {
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    return number < letters.count ? letters[number] : Character(Unicode.Scalar(0x100 + UInt32(number)) ?? "?")
  }

  private static func describe(_ style: Style) -> String {
    let names: [(Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"),
    ]
    let attributes = names.filter { style.attributes.contains($0.0) }.map(\.1)
    return (["\(describe(style.foreground)) on \(describe(style.background))"] + attributes).joined(
      separator: " ")
  }

  private static func describe(_ color: Color) -> String {
    switch color {
    case .standard: "standard"
    case .palette(let index): "\(index)"
    case .rgb(let color): "#\(color.red),\(color.green),\(color.blue)"
    }
  }
}
