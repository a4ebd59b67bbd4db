import CNcurses
import TextScreen

/// What ncurses reads, as keys; text pasted between paste marks is swallowed.
struct KeyDecoder {
  private var isPasting = false

  /// The key that was read, nil for what is none.
  ///
  /// - Parameter value: the scalar of a character, or the number of a function key.
  mutating func decode(_ code: latentwalk_key, value: UInt32) -> Key? {
    switch code {
    case LATENTWALK_KEY_PASTE_BEGIN: isPasting = true
    case LATENTWALK_KEY_PASTE_END: isPasting = false
    default: return isPasting ? nil : Self.key(code, value: value)
    }
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
