/// The braille patterns (Unicode, U+2800), whose eight dots stand in two columns.
///
/// A set of dots has dot (x, y) as bit `2 * y + x`: left to right and top to bottom.
public enum BraillePattern {
  private static let first: UInt32 = 0x2800

  /// Unicode numbers the dots down the left column, then the right one, and the lowest two last.
  private static let bits: [UInt32] = [0, 3, 1, 4, 2, 5, 6, 7]

  /// The glyph of a set of dots; a space if there are none.
  public static func glyph(_ dots: UInt8) -> Unicode.Scalar {
    let pattern = bits.indices.reduce(0) { $0 | UInt32(dots >> $1 & 1) << bits[$1] }
    return pattern == 0 ? " " : Unicode.Scalar(first + pattern) ?? " "
  }

  /// The set of dots of a glyph, empty for a space; nil if it is no braille pattern.
  public static func dots(of glyph: Unicode.Scalar) -> UInt8? {
    if glyph == " " { return 0 }
    let pattern = glyph.value &- first
    guard pattern < 256 else { return nil }
    return bits.indices.reduce(0) { $0 | UInt8(pattern >> bits[$1] & 1) << UInt8($1) }
  }
}
