import TextScreen

/// How a line is broken up, so that it can be told from others without colour.
public enum Dash: Hashable, Sendable, CaseIterable {
  /// Without gaps; `*` in ASCII.
  case solid

  /// Dashes with gaps between them; `+` in ASCII.
  case dashed

  /// Single dots with gaps between them; `.` in ASCII.
  case dotted

  /// How many dots are drawn and then left out in turn along a line, to tell the dashes well apart.
  ///
  /// In ASCII a dot is a cell and too coarse to be left out; there each dash has its own character.
  func rhythm(_ symbols: Capabilities.Symbols) -> (drawn: Int, leftOut: Int) {
    switch (self, symbols) {
    case (.solid, _), (_, .ascii): (1, 0)
    case (.dashed, .braille), (.dashed, .sextant): (4, 4)
    case (.dotted, .braille), (.dotted, .sextant): (1, 3)
    case (.dashed, .block): (3, 2)
    case (.dotted, .block): (1, 1)
    }
  }

  /// A cell of the line in ASCII.
  var character: Unicode.Scalar {
    switch self {
    case .solid: "*"
    case .dashed: "+"
    case .dotted: "."
    }
  }

  /// What stands for the line in the title.
  func sample(_ symbols: Capabilities.Symbols) -> Unicode.Scalar {
    switch self {
    case _ where symbols == .ascii: character
    case .solid: "─"
    case .dashed: "╌"
    case .dotted: "┈"
    }
  }
}
