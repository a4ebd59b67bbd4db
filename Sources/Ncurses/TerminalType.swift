import CNcurses
import TextScreen

/// Terminal types: the names under which terminfo describes terminals.
public enum TerminalType {
  /// Returns the type that a terminal would be driven as, and the number of colours in its description; `nil` if no
  /// candidate has a description.
  public static func describedColors(for type: String, depth: Capabilities.Depth?) -> (
    type: String, colors: Int
  )? {
    for candidate in candidates(for: type, depth: depth) {
      if let colors = describedColors(candidate) { return (candidate, colors) }
    }
    return nil
  }

  /// Returns the types to try, best first; empty for terminals that cannot be drawn on.
  ///
  /// If the user wants more colours than the type has, a type of its family that has them comes first, such as
  /// `xterm-256color` or `xterm-direct`. An unknown type is tried as `xterm-256color`.
  static func candidates(for type: String, depth: Capabilities.Depth?) -> [String] {
    guard type != "dumb", !type.isEmpty else { return [] }
    var candidates = [type, "xterm-256color"]
    if let depth, depth.rawValue > describedColors(type) ?? 0, let suffix = suffixes[depth] {
      let family =
        suffixes.values.first { type.hasSuffix($0) }.map { String(type.dropLast($0.count)) } ?? type
      let richer = family + suffix
      if describedColors(richer) != nil { candidates.insert(richer, at: 0) }
    }
    return candidates
  }

  /// Whether a terminal of the type can be asked for its background; the Linux console would show the query instead.
  static func answersQuestions(_ type: String) -> Bool {
    !["linux", "vt", "ansi", "cons", "sun"].contains { type.hasPrefix($0) }
  }

  private static let suffixes: [Capabilities.Depth: String] = [
    .sixteen: "-16color", .palette256: "-256color", .truecolor: "-direct",
  ]

  private static func describedColors(_ type: String) -> Int? {
    let colors = latentwalk_described_colors(type)
    return colors < 0 ? nil : Int(colors)
  }
}
