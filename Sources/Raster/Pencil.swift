import TextScreen

/// What pictures are drawn with: what the terminal can show, the colours of brightness, and what is on it now.
public struct Pencil: Sendable {
  /// What the terminal can show.
  public var capabilities: Capabilities
  /// The colours of brightness; differences have their own.
  public var map: ColorMap
  /// The grid that is shown now, whose cells stay where new ones would look hardly different; nil for none.
  public var shown: CellGrid?

  /// Makes a pencil.
  public init(_ capabilities: Capabilities, map: ColorMap = .grey, shown: CellGrid? = nil) {
    self.capabilities = capabilities
    self.map = map
    self.shown = shown
  }
}

/// How the cells of one picture are found.
enum CellPainter {
  case fitted(CellFitter)
  case dots(DotFitter)

  /// The best there is for the tone.
  ///
  /// - Parameter shrinks: whether there are more pixels than half blocks, so that finer parts of a cell can tell
  ///   more.
  init(_ pencil: Pencil, tone: Tone, shrinks: Bool) {
    let (depth, symbols) = (pencil.capabilities.depth, pencil.capabilities.symbols)
    let isMono = depth == .mono
    if isMono, tone == .brightness, shrinks, symbols >= .braille {
      self = .dots(DotFitter(tolerance: 0.1))
      return
    }
    let ramp: Ramp
    var splits: [Split] = []
    if symbols == .ascii {
      ramp = .ascii(tone, depth: depth)
    } else if isMono, tone == .signed {
      ramp = .signs
    } else {
      ramp = .best(for: tone, map: pencil.map, on: pencil.capabilities)
      splits = !shrinks ? Split.halves : symbols == .sextant ? Split.sextants : Split.blocks
    }
    self = .fitted(CellFitter(ramp: ramp, splits: splits, isMono: isMono, tolerance: 0.03))
  }

  var boxes: [Box] {
    switch self {
    case .fitted(let fitter): fitter.boxes
    case .dots: DotFitter.boxes
    }
  }

  func cell(_ sums: BoxSums, column: Int, shown: Cell?) -> Cell {
    switch self {
    case .fitted(let fitter): fitter.cell(sums, column: column, shown: shown)
    case .dots(let fitter): fitter.cell(sums, column: column, shown: shown)
    }
  }
}
