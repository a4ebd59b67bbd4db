/// A part of a cell, its edges in small parts of the cell's width and height.
struct Box: Hashable, Sendable {
  let left: Int
  let right: Int
  let top: Int
  let bottom: Int

  /// How many parts there are across a cell, and down: a multiple of 2, 3, 4 and 8.
  static let parts = 24

  /// The share of the cell that the box takes.
  var area: Float { Float((right - left) * (bottom - top)) / Float(Self.parts * Self.parts) }

  /// The box at (`column`, `row`) of `columns x rows` equal ones, whose numbers divide `parts`.
  static func piece(_ column: Int, _ row: Int, columns: Int, rows: Int) -> Box {
    Box(
      left: parts * column / columns, right: parts * (column + 1) / columns,
      top: parts * row / rows, bottom: parts * (row + 1) / rows)
  }

  /// The share of this box that `other` covers.
  func share(coveredBy other: Box) -> Float {
    let across = max(0, min(right, other.right) - max(left, other.left))
    let down = max(0, min(bottom, other.bottom) - max(top, other.top))
    return Float(across * down) / Float((right - left) * (bottom - top))
  }
}
