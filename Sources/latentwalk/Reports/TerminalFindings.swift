import Formats
import Ncurses
import TextScreen

extension TerminalFacts {
  /// What `doctor` reports about the terminal: names and findings.
  func findings(_ choice: ScreenChoice) -> [(String, String)] {
    var findings = [("output", output), ("TERM", described(choice)), ("locale", locale)]
    if let value = environment["COLORTERM"] { findings.append(("COLORTERM", value.printable)) }
    if let value = environment["NO_COLOR"] { findings.append(("NO_COLOR", "'\(value.printable)'")) }
    findings.append(("inside", surroundings))
    return findings
  }

  private var output: String {
    guard isTerminal else { return "no terminal: a file or a pipe" }
    guard let size else { return "a terminal that does not tell its size" }
    return "a terminal of \(size.columns)x\(size.rows) characters"
  }

  private func described(_ choice: ScreenChoice) -> String {
    guard !type.isEmpty else { return "not set: set it to the terminal's type, such as xterm-256color" }
    guard type != "dumb" else { return "dumb: a terminal without a full screen; lines of text work" }
    guard let (found, colors) = TerminalType.describedColors(for: type, depth: choice.depth) else {
      return "\(type.printable): terminfo has no description of it, nor of xterm-256color"
    }
    let count = colors > 0 ? "\(colors) colours" : "no colours"
    if found == type { return "\(type.printable), described with \(count)" }
    return choice.depth == nil
      ? "\(type.printable), which terminfo does not describe; taken for \(found) with \(count)"
      : "\(type.printable), drawn on as \(found) with \(count), for the colours that were asked for"
  }

  private var locale: String {
    let coding = isUTF8 ? "text is UTF-8" : "text is \(TextLocale.codeset), not UTF-8"
    guard let name = TextLocale.name(environment: environment) else { return "none is named; \(coding)" }
    return "\(name.printable); \(coding)"
  }

  private var surroundings: String {
    var parts: [String] = []
    if environment["TMUX"] != nil { parts.append("tmux") }
    if environment["STY"] != nil { parts.append("screen") }
    if environment["SSH_CONNECTION"] != nil { parts.append("SSH") }
    return parts.isEmpty ? "neither tmux nor screen nor SSH" : parts.joined(separator: ", ")
  }
}

extension Detection {
  /// What was chosen to draw with: names, and the choices with their reasons and how to override them.
  var findings: [(String, String)] {
    [
      (
        "colours",
        "\(capabilities.depth.name): \(depthReason); --color \(Self.alternatives(DrawingOptions.Color.self))"
      ),
      (
        "characters",
        "\(capabilities.symbols.rawValue): \(symbolsReason); "
          + "--symbols \(Self.alternatives(DrawingOptions.SymbolChoice.self))"
      ),
      (
        "background",
        "\(capabilities.background.rawValue): \(backgroundReason); "
          + "--background \(Self.alternatives(DrawingOptions.BackgroundChoice.self))"
      ),
    ]
  }

  private static func alternatives<Choice: CaseIterable & RawRepresentable<String>>(_ type: Choice.Type)
    -> String
  {
    Choice.allCases.map(\.rawValue).joined(separator: "|")
  }

  private var depthReason: String {
    switch depth {
    case .chosen: "asked for"
    case .chosenBeyond(let wanted, let described):
      "\(wanted.name) asked for, but the description has \(max(0, described))"
    case .noColor: "NO_COLOR is set"
    case .described(let colors): colors > 0 ? "the description has \(colors)" : "the description has none"
    }
  }

  private var symbolsReason: String {
    switch symbols {
    case .chosen: "asked for"
    case .chosenWithoutUTF8: "the locale cannot write others"
    case .linuxConsole: "the console's font has no others to rely on"
    case .locale(let isUTF8): isUTF8 ? "the locale is UTF-8" : "the locale is not UTF-8"
    }
  }

  private var backgroundReason: String {
    switch background {
    case .chosen: "asked for"
    case .variable(let value): "COLORFGBG is \(value.printable)"
    case .assumed: "assumed until the full screen asks the terminal"
    }
  }
}

extension Capabilities.Depth {
  var name: String {
    switch self {
    case .mono: "never"
    case .eight, .sixteen, .palette256: "\(rawValue)"
    case .truecolor: "truecolor"
    }
  }
}
