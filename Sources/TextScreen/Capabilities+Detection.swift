extension Capabilities {
  /// Finds out what can be shown, from what the system says about the terminal.
  ///
  /// What the user asked for goes before all else. Without that, a `NO_COLOR` that is not empty
  /// (no-color.org) means mono; a locale without UTF-8, and the Linux console, whose font has neither
  /// half blocks nor braille to rely on, mean ASCII.
  /// - Parameters:
  ///   - environment: the process's environment; `NO_COLOR` and `TERM` are read.
  ///   - codesetIsUTF8: whether the locale's text is UTF-8.
  ///   - colorsReported: how many colours the terminal's description has; 0 or less where it has none.
  ///   - depth: the user's choice of colours; nil for automatic.
  ///   - symbols: the user's choice of glyphs; nil for automatic.
  public static func detect(
    environment: [String: String], codesetIsUTF8: Bool, colorsReported: Int,
    depth: Depth? = nil, symbols: Symbols? = nil
  ) -> Capabilities {
    let noColor = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    let isLinuxConsole = environment["TERM"].map { $0 == "linux" || $0.hasPrefix("linux-") } ?? false
    return Capabilities(
      depth: depth ?? (noColor ? .mono : Depth(colorsReported: colorsReported)),
      symbols: symbols ?? (codesetIsUTF8 && !isLinuxConsole ? .braille : .ascii))
  }
}

extension Capabilities.Depth {
  /// The greatest depth that needs no more colours than the terminal has.
  public init(colorsReported: Int) {
    self = Self.allCases.last { $0.rawValue <= colorsReported } ?? .mono
  }
}
