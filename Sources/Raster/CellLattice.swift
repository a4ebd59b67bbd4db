/// The fragments into which a cell is cut by all edges that matter: those of its pixels, and of the glyphs' ink.
struct CellLattice: Hashable, Sendable {
  /// The edges across, in `Box.parts`, from the cell's left edge on; its right edge is the next cell's first.
  let across: [Int]
  /// The edges down, the lower edge of the cell among them.
  let down: [Int]

  /// The lattice on which the edges of all boxes lie.
  init(_ boxes: [Box]) {
    across = Set(boxes.flatMap { [$0.left, $0.right % Box.parts] }).union([0]).sorted()
    down = Set(boxes.flatMap { [$0.top, $0.bottom] }).union([0, Box.parts]).sorted()
  }

  /// The fragments, left to right and top to bottom.
  var fragments: [Box] {
    let ends = across.dropFirst() + [Box.parts]
    return zip(down, down.dropFirst()).flatMap { top, bottom in
      zip(across, ends).map { Box(left: $0, right: $1, top: top, bottom: bottom) }
    }
  }
}
