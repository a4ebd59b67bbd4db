import TextScreen

/// The shape of the mark at a point.
public enum Marker: Hashable, Sendable, CaseIterable {
  /// `●`, in ASCII `o`.
  case disc

  /// `○`, in ASCII `@`.
  case ring

  /// `◆`, in ASCII `x`.
  case diamond

  func glyph(_ symbols: Capabilities.Symbols) -> Unicode.Scalar {
    let isASCII = symbols == .ascii
    return switch self {
    case .disc: isASCII ? "o" : "●"
    case .ring: isASCII ? "@" : "○"
    case .diamond: isASCII ? "x" : "◆"
    }
  }
}
