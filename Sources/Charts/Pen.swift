import TextScreen

/// What a line is drawn with: its look, and how far along its dashes it has come.
struct Pen {
  let style: Style
  let dash: Dash

  /// The dot that the pen came to last.
  private(set) var place: Dot?

  private let rhythm: (drawn: Int, leftOut: Int)
  private var travelled = 0

  init(style: Style, dash: Dash, symbols: Capabilities.Symbols) {
    self.style = style
    self.dash = dash
    rhythm = dash.rhythm(symbols)
  }

  /// Begins the dashes anew, with a dot that is drawn.
  mutating func lift() { (place, travelled) = (nil, 0) }

  /// Goes on to the next dot of the line; returns whether it is drawn.
  mutating func advance(to dot: Dot) -> Bool {
    let isDrawn = travelled < rhythm.drawn
    travelled = (travelled + 1) % (rhythm.drawn + rhythm.leftOut)
    place = dot
    return isDrawn
  }
}
