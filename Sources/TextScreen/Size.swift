/// The extent of a grid or a terminal, in character cells.
public struct Size: Hashable, Sendable {
  /// How many cells wide; never negative.
  public let columns: Int

  /// How many cells high; never negative.
  public let rows: Int

  /// Makes a size; negative numbers become 0.
  public init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }
}
