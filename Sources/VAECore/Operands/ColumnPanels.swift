/// How the columns of a weight are cut into panels, each of which one worker computes at a time.
///
/// A panel's columns fill whole cache lines, so that two workers never write to one line, and are few enough that a block
/// of the panel stays in the L1 cache. If there is more than one panel, there are four or a multiple of four, so that two
/// or four workers have the same share.
package struct ColumnPanels: Sendable, Equatable, RandomAccessCollection {
  /// The columns of all panels together.
  package let columns: Int
  /// The number of panels.
  package let count: Int

  /// The largest number of columns in a panel.
  package static let maxColumns = 128
  /// Floats in a cache line.
  private static let line = 16

  /// The panels of a matrix of `columns` columns, at least 1.
  package init(columns: Int) {
    self.columns = columns
    let minCount = (columns + Self.maxColumns - 1) / Self.maxColumns
    count = minCount == 1 ? 1 : (minCount + 3) / 4 * 4
  }

  /// The first panel.
  package var startIndex: Int { 0 }
  /// The end of the panels.
  package var endIndex: Int { count }

  /// The columns of a panel.
  package subscript(panel: Int) -> Range<Int> { start(of: panel)..<start(of: panel + 1) }

  private func start(of panel: Int) -> Int {
    let lines = (columns + Self.line - 1) / Self.line
    return Swift.min(columns, lines * panel / count * Self.line)
  }
}
