// Text in columns of characters, each of which takes one.
extension String {
  /// The text with spaces after it, `columns` characters together; a text that is longer has one space.
  public func padded(to columns: Int) -> String {
    self + String(repeating: " ", count: Swift.max(1, columns - count))
  }

  /// The text with spaces before it, `columns` characters together; a text that is longer stays as it is.
  public func rightAligned(to columns: Int) -> String {
    String(repeating: " ", count: Swift.max(0, columns - count)) + self
  }

  /// The text in lines of at most so many characters, broken between words; a longer word has a line of its own.
  public func wrapped(columns: Int) -> [String] {
    split(separator: " ").reduce(into: []) { lines, word in
      if let last = lines.last, last.count + 1 + word.count <= columns {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
  }
}
