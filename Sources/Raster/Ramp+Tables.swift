import TextScreen

extension Ramp {
  /// The best ramp of a tone on a terminal.
  static func best(for tone: Tone, with pencil: Pencil) -> Ramp {
    let (map, background) = (pencil.map, pencil.capabilities.background)
    switch pencil.capabilities.depth {
    case .mono:
      return mono
    case .eight, .sixteen:
      let isSixteen = pencil.capabilities.depth == .sixteen
      return Ramp(named(tone, map, background, isSixteen: isSixteen), hasShades: true)
    case .palette256:
      let levels = paletteLevels(tone, map, background)
      return Ramp(levels, hasShades: pencil.mixesColors)
    case .truecolor:
      // More levels could not be told apart, and each pair of colours has to be registered with ncurses.
      let count = 64
      let stops = map.stops(of: tone, on: background)
      let levels = (0..<count).map { step in
        let position = Float(step) / Float(count - 1)
        return Level(position: position, color: .rgb(ColorMap.color(at: position, between: stops)))
      }
      return Ramp(levels, hasShades: false)
    }
  }

  private static let mono = Ramp(
    [Level(position: 0, color: .standard), Level(position: 1, color: .standard)], hasShades: true)

  private static func paletteLevels(
    _ tone: Tone, _ map: ColorMap, _ background: Capabilities.Background
  ) -> [Level] {
    switch (tone, map, background) {
    case (.brightness, .grey, .dark): greysRising
    case (.brightness, .grey, .light): greysFalling
    case (.brightness, .viridis, _): viridis
    case (.signed, _, .dark): divergingFromBlack
    case (.signed, _, .light): divergingFromWhite
    }
  }

  private static let viridis = fitted(to: ColorMap.viridis.stops(of: .brightness, on: .dark))
  private static let divergingFromBlack = fitted(to: ColorMap.grey.stops(of: .signed, on: .dark))
  private static let divergingFromWhite = fitted(to: ColorMap.grey.stops(of: .signed, on: .light))

  /// Glyphs of growing coverage, in which only their ink shows brightness; the sign of differences too.
  static func ascii(_ tone: Tone, depth: Capabilities.Depth) -> Ramp {
    switch tone {
    case .brightness: asciiBrightness
    case .signed: depth == .mono ? signsASCII : depth == .eight ? signsASCII8 : signsASCII16
    }
  }

  /// Differences without colours.
  static let signs = glyphs(minus: [" ", "·", "-", "=", "≡"], plus: [" ", "·", "+", "▒", "▓"])

  private static let asciiBrightness = Ramp(
    plains: evenly([" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"], from: 0, to: 1))
  private static let (asciiMinus, asciiPlus): ([Unicode.Scalar], [Unicode.Scalar]) = (
    [" ", ".", "-", "~", "="], [" ", ".", "+", "*", "#"]
  )
  private static let signsASCII = glyphs(minus: asciiMinus, plus: asciiPlus)
  private static let signsASCII8 = glyphs(
    minus: asciiMinus, plus: asciiPlus, colors: (.palette(4), .palette(1)))
  private static let signsASCII16 = glyphs(
    minus: asciiMinus, plus: asciiPlus, colors: (.palette(12), .palette(9)))

  /// Glyphs for growing differences of both signs; the first of each stands for none.
  private static func glyphs(
    minus: [Unicode.Scalar], plus: [Unicode.Scalar],
    colors: (minus: Color, plus: Color) = (.standard, .standard)
  ) -> Ramp {
    Ramp(
      plains: evenly(
        minus.reversed().dropLast(), color: colors.minus, from: 0, to: 0.5 - 0.5 / Float(minus.count - 1))
        + evenly(plus, color: colors.plus, from: 0.5, to: 1))
  }

  private static func evenly(
    _ glyphs: [Unicode.Scalar], color: Color = .standard, from first: Float, to last: Float
  ) -> [Plain] {
    glyphs.enumerated().map { number, glyph in
      Plain(
        position: first + (last - first) * Float(number) / Float(glyphs.count - 1),
        cell: glyph == " " ? .blank : Cell(glyph, style: Style(foreground: color)))
    }
  }

  /// The greys of the palette: 24 steps (232...255) and the six that the colour cube has, black and white among them.
  private static let greysRising = ([16, 59, 102, 145, 188, 231] + Array(232...255)).map { (index: UInt8) in
    Level(position: Float(XtermPalette.rgb(index).red) / 255, color: .palette(index))
  }.sorted { $0.position < $1.position }

  private static let greysFalling = greysRising.reversed().map {
    Level(position: 1 - $0.position, color: $0.color)
  }

  /// The palette's colours nearest to a colour map, each where on the map it is nearest.
  ///
  /// The indices 0...15 are left out, since users set them to what they like.
  private static func fitted(to stops: [RGB]) -> [Level] {
    let palette = (16...255).map { (index: Int) in (UInt8(index), OKLab(XtermPalette.rgb(UInt8(index)))) }
    let steps = 256
    var runs: [(index: UInt8, first: Int, last: Int)] = []
    for step in 0..<steps {
      let wanted = OKLab(ColorMap.color(at: Float(step) / Float(steps - 1), between: stops))
      let nearest = palette.min { $0.1.squaredDistance(to: wanted) < $1.1.squaredDistance(to: wanted) }
      guard let index = nearest?.0 else { continue }
      if let run = runs.indices.last, runs[run].index == index {
        runs[run].last = step
      } else if !runs.contains(where: { $0.index == index }) {
        runs.append((index, step, step))
      }
    }
    return runs.enumerated().map { number, run in
      // The ends of the map have its end colours, also where others are nearer.
      let middle = Float(run.first + run.last) / 2 / Float(steps - 1)
      let position = number == 0 ? 0 : number == runs.count - 1 ? 1 : middle
      return Level(position: position, color: .palette(run.index))
    }
  }

  /// The named colours, whose places are guesses: users set them to what they like.
  ///
  /// Bright black and white have no fixed brightness; 0.42 and 0.78 lie between xterm's and the PC's.
  private static func named(
    _ tone: Tone, _ map: ColorMap, _ background: Capabilities.Background, isSixteen: Bool
  ) -> [Level] {
    let levels: [(UInt8, Float)] =
      switch (tone, map, background) {
      case (.brightness, .grey, .dark):
        isSixteen ? [(0, 0), (8, 0.42), (7, 0.78), (15, 1)] : [(0, 0), (7, 1)]
      case (.brightness, .grey, .light):
        isSixteen ? [(15, 0), (7, 0.22), (8, 0.58), (0, 1)] : [(7, 0), (0, 1)]
      case (.brightness, .viridis, _):
        isSixteen ? [(4, 0), (6, 0.5), (10, 0.8), (11, 1)] : [(4, 0), (6, 0.5), (3, 1)]
      case (.signed, _, .dark):
        isSixteen ? [(12, 0), (4, 0.25), (0, 0.5), (1, 0.75), (9, 1)] : [(4, 0), (0, 0.5), (1, 1)]
      case (.signed, _, .light):
        isSixteen ? [(4, 0), (12, 0.25), (15, 0.5), (9, 0.75), (1, 1)] : [(4, 0), (7, 0.5), (1, 1)]
      }
    return levels.map { Level(position: $0.1, color: .palette($0.0)) }
  }
}
