import TextScreen
import Training

extension CellGrid {
  /// The keys that matter on this page, as many as fit, in the order of the key table; in their place, until the next
  /// key, why the last one did nothing.
  mutating func drawFooter(_ state: ExplorerState, in area: Rectangle) {
    let theme = state.theme
    if let notice = state.notice {
      write([(notice.text, theme.warning)], in: area)
      return
    }
    var column = 0
    for footer in KeyTable.footers(of: state, columns: area.columns) {
      let next = write(
        [(footer.keys, theme.title), (" " + footer.text, theme.faint)], in: area, column: column)
      column = next - area.column + KeyTable.footerGap
    }
  }
}

extension KeyTable {
  /// Empty columns between the keys of the footer.
  static let footerGap = 2

  /// What the footer shows in a row of so many columns: keys that are of use as things are.
  static func footers(of state: ExplorerState, columns: Int) -> [KeyBinding.Footer] {
    let rows = bindings.filter {
      $0.pages.contains(state.page) && $0.footerPages.contains(state.page) && state.offers($0)
    }
    let footers = rows.compactMap { $0.footer(isPaused: state.live.status == .paused) }
    return footers.fitting(columns: columns, gap: footerGap, rank: \.rank) {
      $0.keys.count + 1 + $0.text.count
    }
  }
}
