/// A colour by its parts, in sRGB.
public struct RGB: Hashable, Sendable {
  /// How much red.
  public let red: UInt8
  /// How much green.
  public let green: UInt8
  /// How much blue.
  public let blue: UInt8

  /// Makes a colour of its parts.
  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }
}

/// Xterm's 256 colours.
public enum XtermPalette {
  /// The levels of each part in the colour cube.
  private static let cube: [UInt8] = [0, 95, 135, 175, 215, 255]

  private static let named: [RGB] = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0), RGB(0, 0, 238), RGB(205, 0, 205),
    RGB(0, 205, 205), RGB(229, 229, 229), RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0),
    RGB(255, 255, 0), RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
  ]

  /// A colour of the palette; the first 16 are as xterm has them, which users set to what they like.
  public static func rgb(_ index: UInt8) -> RGB {
    switch index {
    case 0..<16:
      return named[Int(index)]
    case 16..<232:
      let place = Int(index) - 16
      return RGB(cube[place / 36], cube[place / 6 % 6], cube[place % 6])
    default:
      let level = 8 + 10 * (index - 232)
      return RGB(level, level, level)
    }
  }
}
