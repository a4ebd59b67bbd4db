import SystemLibrary
import TextScreen

/// The process's character encoding, which determines whether ncurses can write anything but ASCII.
public enum TextLocale {
  /// Whether to write UTF-8 although the locale, as the system loaded it, is not UTF-8.
  ///
  /// In the C locale ncurses draws a half block as a space. A locale that names UTF-8 but was never
  /// generated, which is common over SSH, loads as C, although the terminal at the other end reads UTF-8.
  /// If the variables do not name UTF-8, only the user's own choice of glyphs overrides them.
  public static func shouldForceUTF8(environment: [String: String], symbols: Capabilities.Symbols?) -> Bool {
    if let symbols { return symbols != .ascii }
    let name = name(environment: environment)?.lowercased() ?? ""
    return name.hasSuffix("utf-8") || name.hasSuffix("utf8") || name.contains("utf-8@")
      || name.contains("utf8@")
  }

  /// Returns the locale that the variables name for text; `nil` if they name none.
  public static func name(environment: [String: String]) -> String? {
    ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
  }

  /// Sets the process's character encoding; returns true if it is UTF-8 now.
  public static func adopt(environment: [String: String], symbols: Capabilities.Symbols?) -> Bool {
    _ = setlocale(LC_CTYPE, "")
    if isUTF8 { return true }
    guard shouldForceUTF8(environment: environment, symbols: symbols) else { return false }
    for name in ["C.UTF-8", "C.utf8", "en_US.UTF-8"] where setlocale(LC_CTYPE, name) != nil {
      if isUTF8 { return true }
    }
    return false
  }

  /// The name of the process's character encoding, such as `UTF-8` or `ANSI_X3.4-1968`.
  public static var codeset: String {
    nl_langinfo(nl_item(CODESET)).map { String(cString: $0) } ?? ""
  }

  private static var isUTF8: Bool { codeset.uppercased() == "UTF-8" }
}
