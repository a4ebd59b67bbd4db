extension Unicode.Scalar {
  /// Whether terminals agree that the scalar takes exactly one column by itself.
  ///
  /// False for controls, combining marks, unassigned scalars, East Asian wide forms and emoji
  /// (Unicode Standard Annex 11). It does not depend on the locale, as `wcwidth` does.
  public var isOneColumnWide: Bool {
    switch value {
    case 0x20..<0x7F, 0x2500...0x259F, 0x2800...0x28FF: true
    case 0..<0x20, 0x7F..<0xA0: false
    default: !isWide && hasOwnColumn
    }
  }

  private var isWide: Bool {
    wideScalars.contains { $0.contains(value) } || properties.isEmojiPresentation
  }

  private var hasOwnColumn: Bool {
    switch properties.generalCategory {
    case .control, .format, .surrogate, .unassigned, .privateUse: false
    case .nonspacingMark, .enclosingMark, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}

/// The blocks of East Asian wide forms; emoji are recognised by their property instead.
///
/// The vowels and final consonants of Hangul, which join the letter before them, stand here too.
private let wideScalars: [ClosedRange<UInt32>] = [
  0x1100...0x11FF, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F,
  0xAC00...0xD7FF, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
  0xFFE0...0xFFE6, 0x16FE0...0x1B2FF, 0x1F200...0x1FAFF, 0x20000...0x3FFFF,
]
