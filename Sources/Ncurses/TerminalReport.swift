import TextScreen

/// Parses the texts in which terminals report the mouse and answer queries (Xterm Control Sequences).
enum TerminalReport {
  /// Parses a report of mode 1006, after `ESC [ <`: `0;12;5M` for a press of the first button in column 12 of row 5,
  /// counted from 1; it ends in `m` if the button was released.
  static func mouse(_ text: String) -> ScreenEvent? {
    let numbers = text.dropLast().split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 3, let code = numbers[0], let column = numbers[1], let row = numbers[2] else {
      return nil
    }
    return mouse(code: code, column: column, row: row, isRelease: text.hasSuffix("m"))
  }

  /// Parses a report of mode 1000 alone, after `ESC [ M`: three characters, each 32 more than its number.
  static func oldMouse(_ values: [UInt32]) -> ScreenEvent? {
    let numbers = values.map { Int($0) - 32 }
    // The code of a release is 3 for every button.
    return mouse(
      code: numbers[0] & 0b11 == 3 ? numbers[0] & ~0b11 : numbers[0], column: numbers[1], row: numbers[2],
      isRelease: numbers[0] & 0b100_0011 == 3)
  }

  /// Parses the answer to the query for the background colour, after `ESC ] 11 ;`: `rgb:ffff/ffff/ffff`.
  static func background(_ text: String) -> ScreenEvent? {
    let parts = text.split(separator: ":")
    guard parts.count == 2, parts[0] == "rgb" || parts[0] == "rgba" else { return nil }
    let levels = parts[1].split(separator: "/").prefix(3).compactMap { digits in
      Int(digits, radix: 16).map { Double($0) / Double((1 << (4 * min(digits.count, 8))) - 1) }
    }
    guard levels.count == 3 else { return nil }
    return .background(Capabilities.Background(red: levels[0], green: levels[1], blue: levels[2]))
  }

  private static func mouse(code: Int, column: Int, row: Int, isRelease: Bool) -> ScreenEvent? {
    guard column > 0, row > 0 else { return nil }
    let (button, isMotion, isWheel) = (code & 0b11, code & 32 != 0, code & 64 != 0)
    let kind: MouseEvent.Kind
    switch (isWheel, button) {
    case (true, 0): kind = .wheelUp
    case (true, 1): kind = .wheelDown
    case (false, 0): kind = isRelease ? .release : isMotion ? .drag : .press
    default: return nil
    }
    return .mouse(MouseEvent(kind, column: column - 1, row: row - 1))
  }
}
