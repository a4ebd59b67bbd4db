extension Rectangle {
  /// The part that also lies in `other`; empty where they do not meet.
  public func clipped(to other: Rectangle) -> Rectangle {
    let left = max(column, other.column)
    let top = max(row, other.row)
    let right = max(left, min(endColumn, other.endColumn))
    let bottom = max(top, min(endRow, other.endRow))
    let (columns, wide) = right.subtractingReportingOverflow(left)
    let (rows, high) = bottom.subtractingReportingOverflow(top)
    return Rectangle(
      column: left, row: top, columns: wide ? Int.max : columns, rows: high ? Int.max : rows)
  }

  /// The rectangle less `columns` cells at the left and at the right, and `rows` at the top and bottom.
  ///
  /// Where it is too small for that it becomes empty, in its middle. Negative margins count as 0.
  public func inset(columns: Int = 0, rows: Int = 0) -> Rectangle {
    let across = min(max(0, columns), self.columns / 2 + self.columns % 2)
    let down = min(max(0, rows), self.rows / 2 + self.rows % 2)
    return Rectangle(
      column: column + across, row: row + down,
      columns: self.columns - across - across, rows: self.rows - down - down)
  }

  /// Takes `rows` rows off the upper edge, or as many as there are.
  public func split(top rows: Int) -> (top: Rectangle, rest: Rectangle) {
    let taken = min(max(0, rows), self.rows)
    return (
      Rectangle(column: column, row: row, columns: columns, rows: taken),
      Rectangle(column: column, row: row + taken, columns: columns, rows: self.rows - taken)
    )
  }

  /// Takes `rows` rows off the lower edge, or as many as there are.
  public func split(bottom rows: Int) -> (bottom: Rectangle, rest: Rectangle) {
    let (rest, bottom) = split(top: self.rows - min(max(0, rows), self.rows))
    return (bottom, rest)
  }

  /// Takes `columns` columns off the left edge, or as many as there are.
  public func split(left columns: Int) -> (left: Rectangle, rest: Rectangle) {
    let taken = min(max(0, columns), self.columns)
    return (
      Rectangle(column: column, row: row, columns: taken, rows: rows),
      Rectangle(column: column + taken, row: row, columns: self.columns - taken, rows: rows)
    )
  }

  /// Takes `columns` columns off the right edge, or as many as there are.
  public func split(right columns: Int) -> (right: Rectangle, rest: Rectangle) {
    let (rest, right) = split(left: self.columns - min(max(0, columns), self.columns))
    return (right, rest)
  }

  /// A rectangle of `size` in the middle of this one, cut down to fit in it.
  public func centered(_ size: Size) -> Rectangle {
    let columns = min(size.columns, self.columns)
    let rows = min(size.rows, self.rows)
    return Rectangle(
      column: column + (self.columns - columns) / 2, row: row + (self.rows - rows) / 2,
      columns: columns, rows: rows)
  }
}
