/// What a terminal was found to be able to show, and why it is taken to be so.
public struct Detection: Hashable, Sendable {
  /// Why so many colours.
  public enum DepthReason: Hashable, Sendable {
    /// The user asked for it.
    case chosen
    /// The user asked for more than the terminal's description has.
    case chosenBeyond(wanted: Capabilities.Depth, described: Int)
    /// The variable is set and not empty (no-color.org).
    case noColor
    /// The terminal's description has so many colours; 0 or less is none.
    case described(Int)
  }

  /// Why these glyphs.
  public enum SymbolsReason: Hashable, Sendable {
    /// The user asked for them.
    case chosen
    /// The user asked for others, which the process's text cannot code.
    case chosenWithoutUTF8
    /// The Linux console's font has neither half blocks nor braille to rely on.
    case linuxConsole
    /// Whether the locale's text is UTF-8.
    case locale(isUTF8: Bool)
  }

  /// Why this background.
  public enum BackgroundReason: Hashable, Sendable {
    /// The user said so.
    case chosen
    /// The terminal's variable `COLORFGBG` says so.
    case variable(String)
    /// Nothing says so; most are dark.
    case assumed
  }

  /// What to draw with.
  public let capabilities: Capabilities
  /// Why so many colours.
  public let depth: DepthReason
  /// Why these glyphs.
  public let symbols: SymbolsReason
  /// Why this background.
  public let background: BackgroundReason

  /// Finds out what can be shown, from what the system says about the terminal.
  ///
  /// What the user asked for goes before all else, as far as the terminal has it.
  /// - Parameters:
  ///   - environment: the process's environment; `NO_COLOR`, `TERM` and `COLORFGBG` are read.
  ///   - codesetIsUTF8: whether the process's text is UTF-8.
  ///   - colorsReported: how many colours the terminal's description has; 0 or less where it has none.
  public init(
    environment: [String: String], codesetIsUTF8: Bool, colorsReported: Int, choice: ScreenChoice = .init()
  ) {
    let described = Capabilities.Depth(colorsReported: colorsReported)
    let depth: Capabilities.Depth
    if let wanted = choice.depth {
      depth = min(wanted, described)
      self.depth = wanted > described ? .chosenBeyond(wanted: wanted, described: colorsReported) : .chosen
    } else if let value = environment["NO_COLOR"], !value.isEmpty {
      (depth, self.depth) = (.mono, .noColor)
    } else {
      (depth, self.depth) = (described, .described(colorsReported))
    }

    let symbols: Capabilities.Symbols
    let type = environment["TERM"] ?? ""
    if let wanted = choice.symbols {
      symbols = codesetIsUTF8 ? wanted : .ascii
      self.symbols = symbols == wanted ? .chosen : .chosenWithoutUTF8
    } else if type == "linux" || type.hasPrefix("linux-") {
      (symbols, self.symbols) = (.ascii, .linuxConsole)
    } else {
      (symbols, self.symbols) = (codesetIsUTF8 ? .braille : .ascii, .locale(isUTF8: codesetIsUTF8))
    }

    let background: Capabilities.Background
    if let wanted = choice.background {
      (background, self.background) = (wanted, .chosen)
    } else if let variable = environment["COLORFGBG"],
      let told = Capabilities.Background(colorFGBG: variable)
    {
      (background, self.background) = (told, .variable(variable))
    } else {
      (background, self.background) = (.dark, .assumed)
    }
    capabilities = Capabilities(depth: depth, symbols: symbols, background: background)
  }
}

/// What the user wants a terminal to be drawn on with; nil leaves it to detection.
public struct ScreenChoice: Hashable, Sendable {
  /// How many colours.
  public var depth: Capabilities.Depth?
  /// Which glyphs.
  public var symbols: Capabilities.Symbols?
  /// What they are drawn on.
  public var background: Capabilities.Background?

  /// Makes a choice; what is left out is detected.
  public init(
    depth: Capabilities.Depth? = nil, symbols: Capabilities.Symbols? = nil,
    background: Capabilities.Background? = nil
  ) {
    self.depth = depth
    self.symbols = symbols
    self.background = background
  }
}

extension Capabilities.Depth {
  /// The maximum depth that needs no more colours than the terminal has.
  public init(colorsReported: Int) {
    self = Self.allCases.last { $0.rawValue <= colorsReported } ?? .mono
  }
}

extension Capabilities.Background {
  /// What rxvt and Konsole set `COLORFGBG` to: the numbers of text and background colours, `15;0` or `0;default;15`.
  public init?(colorFGBG: String) {
    let parts = colorFGBG.split(separator: ";", omittingEmptySubsequences: false)
    guard parts.count > 1, let last = parts.last, let number = UInt8(last), number < 16 else { return nil }
    self = number == 7 || number > 8 ? .light : .dark
  }

  /// The background that a colour, each part in 0...1, makes: light where dark text is easier to read on it.
  public init(red: Double, green: Double, blue: Double) {
    self = 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 ? .light : .dark
  }
}
