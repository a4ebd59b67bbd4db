/// A key as the person at the keyboard knows it.
public enum Key: Hashable, Sendable {
  /// A key that types a character. Control with a letter comes as the control character it types:
  /// Ctrl-L is `"\u{0C}"`.
  case character(Character)

  /// An arrow.
  case up, down, left, right

  /// An arrow with Shift held.
  case shiftUp, shiftDown, shiftLeft, shiftRight

  /// Return or Enter.
  case enter

  /// Escape by itself.
  case escape

  /// Tab, and Tab with Shift held.
  case tab, shiftTab

  /// A key that deletes, to the left or to the right.
  case backspace, delete

  /// A key that goes far.
  case home, end, pageUp, pageDown

  /// F1 is `function(1)`.
  case function(Int)
}
