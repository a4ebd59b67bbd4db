/// What was done with the mouse, and where.
public struct MouseEvent: Hashable, Sendable {
  /// What was done.
  public enum Kind: Hashable, Sendable {
    /// The first button went down, moved while it was down, or came up.
    case press, drag, release

    /// The wheel turned away from the hand, or towards it.
    case wheelUp, wheelDown
  }

  /// What was done.
  public let kind: Kind

  /// The column of the cell, from 0.
  public let column: Int

  /// The row of the cell, from 0.
  public let row: Int

  /// Makes an event.
  public init(_ kind: Kind, column: Int, row: Int) {
    self.kind = kind
    self.column = column
    self.row = row
  }
}
