extension Array {
  /// The elements that fit side by side into `columns`, in their order, `gap` empty columns between neighbours.
  ///
  /// They are chosen by rising `rank`, those of one rank from the first on. The first that does not fit ends the
  /// choice, unless `skipsOver` has it left out alone.
  /// - Parameter width: the columns of an element.
  public func fitting(
    columns: Int, gap: Int = 0, skipsOver: Bool = false, rank: (Element) -> Int = { _ in 0 },
    width: (Element) -> Int
  ) -> [Element] {
    var room = columns + gap
    var chosen: Set<Int> = []
    for index in indices.sorted(by: { (rank(self[$0]), $0) < (rank(self[$1]), $1) }) {
      let needed = width(self[index]) + gap
      guard needed <= room else {
        if skipsOver { continue }
        break
      }
      room -= needed
      chosen.insert(index)
    }
    return indices.filter(chosen.contains).map { self[$0] }
  }
}
