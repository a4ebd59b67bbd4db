/// A way in which a glyph divides its cell into ink and ground.
struct Split: Sendable {
  let glyph: Unicode.Scalar
  /// The glyph with ink and ground exchanged; nil if there is none.
  let inverse: Unicode.Scalar?
  /// The parts that are ink.
  let ink: [Box]

  /// The share of the cell that is ink.
  var area: Float { ink.reduce(0) { $0 + $1.area } }

  private init(_ glyph: Unicode.Scalar, _ inverse: Unicode.Scalar?, _ ink: [Box]) {
    (self.glyph, self.inverse, self.ink) = (glyph, inverse, ink)
  }

  /// Two pixels, one above the other.
  static let halves = [Split("▄", "▀", [.piece(0, 1, columns: 1, rows: 2)])]

  /// The block elements (U+2580): halves, quadrants, and edges in eighths of the cell.
  static let blocks = halves + eighths + quadrants

  /// The block elements, and the sextants (U+1FB00).
  static let sextants = blocks + thirds

  private static let eighths: [Split] = {
    let lower: [Unicode.Scalar] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"]
    let left: [Unicode.Scalar] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    let inverses: [Unicode.Scalar: Unicode.Scalar] = ["▇": "▔", "▌": "▐", "▉": "▕"]
    let (parts, eighth) = (Box.parts, Box.parts / 8)
    return lower.enumerated().filter { $0.element != "▄" }.map { step, glyph in
      Split(
        glyph, inverses[glyph],
        [Box(left: 0, right: parts, top: parts - eighth * (step + 1), bottom: parts)])
    }
      + left.enumerated().map { step, glyph in
        Split(glyph, inverses[glyph], [Box(left: 0, right: eighth * (step + 1), top: 0, bottom: parts)])
      }
  }()

  private static let quadrants: [Split] = {
    func box(_ column: Int, _ row: Int) -> Box { .piece(column, row, columns: 2, rows: 2) }
    return [
      Split("▘", "▟", [box(0, 0)]), Split("▝", "▙", [box(1, 0)]), Split("▖", "▜", [box(0, 1)]),
      Split("▗", "▛", [box(1, 1)]), Split("▚", "▞", [box(0, 0), box(1, 1)]),
    ]
  }()

  /// Sextants stand in the order of their bits, left to right and top to bottom, without the four patterns that
  /// block elements have: nothing, all, and the left and right halves.
  private static let thirds: [Split] = {
    let (all, left, right) = (0b111111, 0b010101, 0b101010)
    func glyph(_ bits: Int) -> Unicode.Scalar? {
      Unicode.Scalar(UInt32(0x1FB00 + bits - 1 - (bits > left ? 1 : 0) - (bits > right ? 1 : 0)))
    }
    return (1..<all).compactMap { bits -> Split? in
      // Of a pattern and its inverse the one with the upper left part is enough.
      guard bits & 1 == 1, bits != left, let sextant = glyph(bits) else { return nil }
      let boxes = (0..<6).filter { bits >> $0 & 1 == 1 }.map {
        Box.piece($0 % 2, $0 / 2, columns: 2, rows: 3)
      }
      return Split(sextant, glyph(all ^ bits), boxes)
    }
  }()
}
