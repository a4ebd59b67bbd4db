/// An area of cells: `columns x rows` of them, the upper left one at (`column`, `row`).
///
/// It may lie partly or wholly outside any grid, at any distance; drawing clips it.
public struct Rectangle: Hashable, Sendable {
  /// The leftmost column.
  public let column: Int

  /// The topmost row.
  public let row: Int

  /// How many cells wide; never negative.
  public let columns: Int

  /// How many cells high; never negative.
  public let rows: Int

  /// Makes a rectangle; a negative extent becomes 0, and a far edge beyond `Int.max` is cut off there.
  public init(column: Int, row: Int, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    self.columns = Self.extent(columns, from: column)
    self.rows = Self.extent(rows, from: row)
  }

  /// Makes the rectangle of the given size at the origin.
  public init(_ size: Size) {
    self.init(column: 0, row: 0, columns: size.columns, rows: size.rows)
  }

  /// The column just right of the rectangle.
  public var endColumn: Int { column + columns }

  /// The row just below the rectangle.
  public var endRow: Int { row + rows }

  /// The extent without the position.
  public var size: Size { Size(columns: columns, rows: rows) }

  /// Whether there is no cell in it.
  public var isEmpty: Bool { columns == 0 || rows == 0 }

  /// Whether the cell at (`column`, `row`) is one of the rectangle's.
  public func contains(column: Int, row: Int) -> Bool {
    column >= self.column && column < endColumn && row >= self.row && row < endRow
  }

  private static func extent(_ wanted: Int, from start: Int) -> Int {
    let wanted = max(0, wanted)
    return start > 0 ? min(wanted, Int.max - start) : wanted
  }
}

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
