extension String {
  /// This text with everything that could control a terminal or break a line written as an escape.
  ///
  /// File and tensor names are not trusted: a name may contain an escape sequence, a line break or a mark that
  /// reverses the direction of writing.
  public var printable: String {
    unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate:
        text += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  /// This text in quotation marks, printable and cut to 60 characters, so that an error stays one line.
  var quoted: String {
    let limit = 60
    let start = String(prefix(limit))
    return "\"" + (start.utf8.count < utf8.count ? start + "..." : self).printable + "\""
  }
}
