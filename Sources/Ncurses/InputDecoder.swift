import CNcurses
import TextScreen

/// Turns what ncurses reads into events; text between paste marks is ignored.
///
/// Mouse reports and the terminal's answers begin with a code and continue as characters, which are collected here.
struct InputDecoder {
  private enum State {
    case keys
    case paste
    case mouse(String)
    case oldMouse([UInt32])
    case answer(String)
  }

  /// The maximum length of a report or an answer; those that Latentwalk asks for have under 30 characters.
  private static let maxReportLength = 40

  private var state = State.keys

  /// Returns the event that was read; `nil` if it is not an event, or not yet complete.
  ///
  /// - Parameter value: the scalar of a character, or the number of a function key.
  mutating func decode(_ code: latentwalk_key, value: UInt32) -> ScreenEvent? {
    switch (code, state) {
    case (LATENTWALK_KEY_PASTE_BEGIN, _): state = .paste
    case (LATENTWALK_KEY_PASTE_END, _): state = .keys
    case (_, .paste): break
    case (LATENTWALK_KEY_MOUSE, _): state = .mouse("")
    case (LATENTWALK_KEY_MOUSE_OLD, _): state = .oldMouse([])
    case (LATENTWALK_KEY_ANSWER, _): state = .answer("")
    case (LATENTWALK_KEY_ANSWER_END, .answer(let text)):
      state = .keys
      return TerminalReport.background(text)
    case (LATENTWALK_KEY_CHARACTER, .mouse(let text)):
      return gather(value, after: text, among: "0123456789;", ends: "Mm", state: State.mouse) {
        TerminalReport.mouse($0)
      }
    case (LATENTWALK_KEY_CHARACTER, .answer(let text)):
      return gather(
        value, after: text, among: "0123456789abcdefABCDEF;:/rgb", ends: "\u{07}", state: State.answer
      ) {
        TerminalReport.background(String($0.dropLast()))
      }
    case (LATENTWALK_KEY_CHARACTER, .oldMouse(let values)):
      state = values.count < 2 ? .oldMouse(values + [value]) : .keys
      return values.count < 2 ? nil : TerminalReport.oldMouse(values + [value])
    case (LATENTWALK_KEY_FOCUS_IN, _): return .focus(true)
    case (LATENTWALK_KEY_FOCUS_OUT, _): return .focus(false)
    default:
      state = .keys
      return Self.key(code, value: value).map { .key($0) }
    }
    return nil
  }

  /// Adds a character to a report; a character that cannot belong to it counts as a key, and the report is dropped.
  private mutating func gather(
    _ value: UInt32, after text: String, among parts: String, ends: String, state next: (String) -> State,
    event: (String) -> ScreenEvent?
  ) -> ScreenEvent? {
    state = .keys
    guard let scalar = Unicode.Scalar(value) else { return nil }
    let longer = text + String(scalar)
    if ends.unicodeScalars.contains(scalar) { return event(longer) }
    guard parts.unicodeScalars.contains(scalar), text.count < Self.maxReportLength else {
      return Self.key(LATENTWALK_KEY_CHARACTER, value: value).map { .key($0) }
    }
    state = next(longer)
    return nil
  }

  private static func key(_ code: latentwalk_key, value: UInt32) -> Key? {
    switch code {
    case LATENTWALK_KEY_CHARACTER: character(value)
    case LATENTWALK_KEY_UP: .up
    case LATENTWALK_KEY_DOWN: .down
    case LATENTWALK_KEY_LEFT: .left
    case LATENTWALK_KEY_RIGHT: .right
    case LATENTWALK_KEY_SHIFT_UP: .shiftUp
    case LATENTWALK_KEY_SHIFT_DOWN: .shiftDown
    case LATENTWALK_KEY_SHIFT_LEFT: .shiftLeft
    case LATENTWALK_KEY_SHIFT_RIGHT: .shiftRight
    case LATENTWALK_KEY_ENTER: .enter
    case LATENTWALK_KEY_SHIFT_TAB: .shiftTab
    case LATENTWALK_KEY_BACKSPACE: .backspace
    case LATENTWALK_KEY_DELETE: .delete
    case LATENTWALK_KEY_HOME: .home
    case LATENTWALK_KEY_END: .end
    case LATENTWALK_KEY_PAGE_UP: .pageUp
    case LATENTWALK_KEY_PAGE_DOWN: .pageDown
    case LATENTWALK_KEY_FUNCTION: .function(Int(value))
    default: nil
    }
  }

  private static func character(_ value: UInt32) -> Key? {
    switch value {
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x1B: .escape
    case 0x08, 0x7F: .backspace
    default: Unicode.Scalar(value).map { .character(Character($0)) }
    }
  }
}
