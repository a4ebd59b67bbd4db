import TextScreen

private let shades: [Unicode.Scalar] = [" ", "░", "▒", "▓", "█"]
private let asciiRamp: [Unicode.Scalar] = [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"]

extension Shading {
  static let grey256 = halfBlocks(
    colors: table(.grey) { GreyRamp.index(nearest: $0) })

  /// Bright black and white have no fixed brightness; 0.42 and 0.78 lie between xterm's and the PC's.
  static let grey16 = cells(
    table(.grey, between([(0, 0), (8, 0.42), (7, 0.78), (15, 1)])))
  static let grey8 = cells(table(.grey, between([(0, 0), (7, 1)])))
  static let greyMono = cells(table(.grey, ramp(shades)))
  static let greyASCII = cells(table(.grey, ramp(asciiRamp)))

  /// From black through a full colour to a pale one, in the colour cube.
  static let signed256 = halfBlocks(
    colors: table(.signed) { value in
      let sides: (negative: [UInt8], positive: [UInt8]) = (
        [16, 17, 18, 19, 20, 21, 63, 105, 147], [16, 52, 88, 124, 160, 196, 203, 210, 217]
      )
      return nearest(in: value < 0 ? sides.negative : sides.positive, to: abs(value))
    })
  static let signed16 = cells(
    table(
      .signed,
      bySign(between([(0, 0), (4, 0.5), (12, 1)]), between([(0, 0), (1, 0.5), (9, 1)]))))
  static let signed8 = cells(
    table(.signed, bySign(between([(0, 0), (4, 1)]), between([(0, 0), (1, 1)]))))
  static let signedMono = cells(table(.signed, bySign(ramp(shades), ramp(shades))))
  static let signedASCII16 = cells(
    table(.signed, bySign(ramp(asciiRamp, color: .palette(12)), ramp(asciiRamp, color: .palette(9)))))
  static let signedASCII8 = cells(
    table(.signed, bySign(ramp(asciiRamp, color: .palette(4)), ramp(asciiRamp, color: .palette(1)))))
  static let signedASCIIMono = cells(table(.signed, bySign(ramp(asciiRamp), ramp(asciiRamp))))

  private static func table<Element>(_ tone: Tone, _ element: (Float) -> Element) -> [Element] {
    (0..<256).map { element(tone.value(ofStep: $0)) }
  }

  /// Glyphs of growing coverage, evenly spaced over 0...1.
  private static func ramp(_ glyphs: [Unicode.Scalar], color: Color = .standard) -> (Float) -> Cell {
    { Cell(nearest(in: glyphs, to: $0), style: Style(foreground: color)) }
  }

  /// Shade characters that mix each two neighbours of a few colours of rising brightness.
  private static func between(_ stops: [(color: UInt8, level: Float)]) -> (Float) -> Cell {
    { level in
      let upper = stops.indices.dropFirst().first { level <= stops[$0].level } ?? stops.count - 1
      let (dark, bright) = (stops[upper - 1], stops[upper])
      let share = (level - dark.level) / (bright.level - dark.level)
      let style = Style(foreground: .palette(bright.color), background: .palette(dark.color))
      return Cell(nearest(in: shades, to: share), style: style)
    }
  }

  private static func bySign(
    _ negative: @escaping (Float) -> Cell, _ positive: @escaping (Float) -> Cell
  ) -> (Float) -> Cell {
    { $0 < 0 ? negative(-$0) : positive($0) }
  }

  private static func nearest<Element>(in ramp: [Element], to fraction: Float) -> Element {
    ramp[Int(fraction * Float(ramp.count - 1) + 0.5)]
  }
}
