import Formats
import Testing

@Suite("String+Printable")
struct StringPrintableTests {
  @Test(
    "characters that could control a terminal are written as escapes",
    arguments: [
      ("plain name.gz", "plain name.gz"), ("\u{1b}[2Jx", "\\u{1b}[2Jx"), ("a\nb", "a\\u{a}b"),
      ("\u{9b}31m", "\\u{9b}31m"), ("a\u{202e}b", "a\\u{202e}b"), ("a\u{2028}b", "a\\u{2028}b"),
      ("Größe 数字", "Größe 数字"), ("\u{7f}", "\\u{7f}"),
    ])
  func printable(text: String, expected: String) {
    #expect(text.printable == expected)
  }

  @Test("an error about a file with an escape sequence in its name is one harmless line")
  func errorLine() {
    let error = #expect(throws: FormatError.self) { try WholeFile.read("/no\u{1b}[31m\nsuch") }
    #expect(error?.description == "/no\\u{1b}[31m\\u{a}such: there is no such file; check the name")
  }
}
