import Ncurses
import Testing
import TextScreen

@Suite struct TextLocaleTests {
  @Test(
    "a locale that names UTF-8 is trusted even where the system cannot load it",
    arguments: [
      (["LANG": "en_US.UTF-8"], true), (["LANG": "de_DE.utf8"], true),
      (["LC_CTYPE": "ca_ES.UTF-8@valencia"], true),
      (["LC_ALL": "C", "LANG": "en_US.UTF-8"], false), (["LC_ALL": "", "LANG": "en_US.UTF-8"], true),
      (["LANG": "de_DE.ISO-8859-1"], false), ([:], false),
    ] as [([String: String], Bool)])
  func names(environment: [String: String], isUTF8: Bool) {
    #expect(TextLocale.shouldForceUTF8(environment: environment, symbols: nil) == isUTF8)
  }

  @Test("the user's choice of glyphs overrides the locale's name")
  func choice() {
    #expect(TextLocale.shouldForceUTF8(environment: ["LC_ALL": "C"], symbols: .block))
    #expect(!TextLocale.shouldForceUTF8(environment: ["LANG": "en_US.UTF-8"], symbols: .ascii))
  }
}
