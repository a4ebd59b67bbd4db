import TestSupport
import Testing
import TextScreen

@Suite struct RectangleTests {
  private let area = Rectangle(column: 2, row: 3, columns: 10, rows: 6)

  @Test("splitting an edge off leaves the rest beside it")
  func splits() {
    let top = area.split(top: 2)
    #expect(top.top == Rectangle(column: 2, row: 3, columns: 10, rows: 2))
    #expect(top.rest == Rectangle(column: 2, row: 5, columns: 10, rows: 4))
    let bottom = area.split(bottom: 2)
    #expect(bottom.bottom == Rectangle(column: 2, row: 7, columns: 10, rows: 2))
    #expect(bottom.rest == Rectangle(column: 2, row: 3, columns: 10, rows: 4))
    let left = area.split(left: 3)
    #expect(left.left == Rectangle(column: 2, row: 3, columns: 3, rows: 6))
    #expect(left.rest == Rectangle(column: 5, row: 3, columns: 7, rows: 6))
    let right = area.split(right: 3)
    #expect(right.right == Rectangle(column: 9, row: 3, columns: 3, rows: 6))
    #expect(right.rest == Rectangle(column: 2, row: 3, columns: 7, rows: 6))
  }

  @Test("taking more than there is takes all, taking less than nothing takes nothing")
  func greedySplits() {
    #expect(area.split(top: 99).top == area)
    #expect(area.split(top: 99).rest.isEmpty)
    #expect(area.split(left: -1).rest == area)
    #expect(area.split(bottom: -1).rest == area)
    #expect(area.split(right: 99).right == area)
  }

  @Test("an inset larger than the rectangle leaves it empty")
  func insets() {
    #expect(area.inset(columns: 1, rows: 2) == Rectangle(column: 3, row: 5, columns: 8, rows: 2))
    #expect(area.inset(columns: 6).isEmpty)
    #expect(area.inset(columns: -5, rows: -5) == area)
  }

  @Test("a centred rectangle has equal margins, and is never larger than what holds it")
  func centers() {
    #expect(
      area.centered(Size(columns: 4, rows: 2)) == Rectangle(column: 5, row: 5, columns: 4, rows: 2))
    #expect(area.centered(Size(columns: 99, rows: 99)) == area)
  }

  @Test("clipping keeps exactly the cells that lie in both")
  func clips() {
    var random = SplitMix64(seed: 2)
    for _ in 0..<300 {
      let pair = (0..<2).map { _ in
        Rectangle(
          column: .random(in: -3...5, using: &random), row: .random(in: -3...5, using: &random),
          columns: .random(in: 0...5, using: &random), rows: .random(in: 0...5, using: &random))
      }
      let clipped = pair[0].clipped(to: pair[1])
      for row in -4...11 {
        for column in -4...11 {
          let inBoth = pair.allSatisfy { $0.contains(column: column, row: row) }
          #expect(clipped.contains(column: column, row: row) == inBoth, "\(pair) at \(column), \(row)")
        }
      }
    }
  }

  @Test("rectangles at the ends of the number line neither trap nor lose their meaning")
  func extremes() {
    let far = [Int.min, Int.min + 1, -1, 0, 1, Int.max - 1, Int.max]
    let grid = Rectangle(Size(columns: 4, rows: 4))
    for column in far {
      for columns in far {
        let wide = Rectangle(column: column, row: column, columns: columns, rows: columns)
        let clipped = wide.clipped(to: grid)
        #expect(clipped.isEmpty || (clipped.column >= 0 && clipped.endColumn <= 4))
        #expect(wide.inset(columns: columns, rows: columns).columns <= wide.columns)
        #expect(wide.split(bottom: columns).bottom.rows <= wide.rows)
        #expect(wide.clipped(to: wide).isEmpty == wide.isEmpty)
      }
    }
  }
}
