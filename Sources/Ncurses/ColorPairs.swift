import CNcurses
import TextScreen

/// The colour pairs defined on a terminal so far; ncurses refers to them by number.
struct ColorPairs {
  /// Whether colours had to be left out because all pairs are in use.
  private(set) var isExhausted = false

  private let colors: Int
  private let limit: Int
  private var numbers: [Style: Int32] = [:]

  /// Makes an empty table for a terminal with this many colours, and this many pairs including pair 0.
  init(colors: Int, pairs: Int) {
    self.colors = colors
    limit = pairs
  }

  /// Returns the number of the pair with a style's colours, defining it if it is new; 0, which means no colours, if
  /// it cannot be defined.
  mutating func number(for style: Style, on curses: OpaquePointer) -> Int32 {
    var colorsAlone = style
    colorsAlone.attributes = []
    if let number = numbers[colorsAlone] { return number }
    guard limit > 0, colorsAlone != .plain else { return 0 }
    let number = numbers.count + 1
    guard number < limit else {
      isExhausted = true
      return 0
    }
    let pair = Int32(number)
    let isDefined = latentwalk_curses_define_pair(
      curses, pair, index(style.foreground), index(style.background))
    guard isDefined else { return 0 }
    numbers[colorsAlone] = pair
    return pair
  }

  /// The terminal's number for a colour: -1 for its default colour; bright colours become plain if it has only 8.
  private func index(_ color: Color) -> Int32 {
    switch color {
    case .standard:
      return -1
    case .palette(let index):
      if hasEveryColor, index >= 8 { return Self.index(XtermPalette.rgb(index)) }
      if Int(index) < colors { return Int32(index) }
      return index < 16 && colors == 8 ? Int32(index) - 8 : -1
    case .rgb(let color):
      return hasEveryColor ? Self.index(color) : -1
    }
  }

  private var hasEveryColor: Bool { colors >= Capabilities.Depth.truecolor.rawValue }

  /// A colour's number on terminals with 24-bit colour, where the first eight numbers are the named colours instead.
  private static func index(_ color: RGB) -> Int32 {
    let number = Int32(color.red) << 16 | Int32(color.green) << 8 | Int32(color.blue)
    return number < 8 ? 0 : number
  }
}
