import Testing
import TextScreen

@Suite struct ColumnsTests {
  @Test("a padded text has the columns it was given, and one space where it is as long or longer")
  func padding() {
    #expect("seed".padded(to: 6) == "seed  ")
    #expect("hidden".padded(to: 6) == "hidden ")
    #expect("log variance scale".padded(to: 16) == "log variance scale ")
    #expect("".padded(to: 0) == " ")
  }

  @Test("a text is aligned to the right of its columns, and a longer one is not cut off")
  func rightAlignment() {
    #expect("42".rightAligned(to: 5) == "   42")
    #expect("12345".rightAligned(to: 5) == "12345")
    #expect("1234567".rightAligned(to: 5) == "1234567")
  }

  @Test("a text is broken between words, and a word that is too long has a line of its own")
  func wrapping() {
    #expect("one two three".wrapped(columns: 7) == ["one two", "three"])
    #expect("one incomprehensible two".wrapped(columns: 5) == ["one", "incomprehensible", "two"])
    #expect("".wrapped(columns: 5) == [])
  }

  @Test(
    "of pieces side by side those of the lowest rank stay, in their order",
    arguments: [
      (11, ["aaa", "bb", "cc"]), (10, ["aaa", "bb", "cc"]), (9, ["bb", "cc"]), (6, ["bb", "cc"]), (5, ["cc"]),
      (1, []),
    ])
  func fitting(columns: Int, wanted: [String]) {
    let ranks = ["aaa": 2, "bb": 1, "cc": 0]
    let pieces = ["aaa", "bb", "cc"]
    let gap = columns == 10 ? 1 : 2
    let found = pieces.fitting(columns: columns, gap: gap, rank: { ranks[$0] ?? 0 }, width: \.count)
    #expect(found == wanted)
  }

  @Test("what does not fit ends the choice, or is left out alone")
  func skipping() {
    let pieces = ["aa", "bbbb", "c"]
    #expect(pieces.fitting(columns: 3, width: \.count) == ["aa"])
    #expect(pieces.fitting(columns: 3, skipsOver: true, width: \.count) == ["aa", "c"])
  }
}
