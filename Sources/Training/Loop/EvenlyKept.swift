/// Things kept at even distances from a sequence without an end, in bounded number: when there are too many, every
/// second goes, and from then on the distance is doubled.
///
/// What is pinned stays as long as there is room for it beside a quarter of the others.
struct EvenlyKept<Element> {
  struct Item {
    let age: Int
    var isPinned: Bool
    var element: Element
  }

  let capacity: Int
  private(set) var interval: Int
  private(set) var items: [Item] = []

  /// Keeps up to so many, at first at a distance of `interval`; 0 keeps nothing.
  init(capacity: Int, interval: Int = 1) {
    self.capacity = capacity
    self.interval = interval
  }

  /// Whether what has come at `age`, which counts from 0, is at the right distance to be kept.
  func isDue(age: Int) -> Bool {
    capacity > 0 && age.isMultiple(of: interval) && items.last?.age != age
  }

  /// Keeps what came at `age`, which is not below that of anything kept so far; room is made before it is made.
  ///
  /// What is not pinned goes with every second where it is one of them, and is not kept where all the room is taken
  /// by what is.
  mutating func keep(_ element: @autoclosure () -> Element, age: Int, isPinned: Bool = false) {
    guard capacity > 0 else { return }
    while items.count >= capacity {
      if interval <= age {
        interval *= 2
        items.removeAll { !$0.isPinned && !$0.age.isMultiple(of: interval) }
      } else if let index = items.firstIndex(where: { !$0.isPinned }) ?? (isPinned ? 0 : nil) {
        // Hardly any room: what is pinned, and the very first, which is on every grid.
        items.remove(at: index)
      } else {
        return
      }
    }
    if isPinned || age.isMultiple(of: interval) {
      items.append(Item(age: age, isPinned: isPinned, element: element()))
      unpin()
    }
  }

  /// Pins what came last.
  mutating func pinNewest() {
    guard let newest = items.indices.last else { return }
    items[newest].isPinned = true
    unpin()
  }

  /// The oldest that were pinned lose it where a quarter of the room is not enough for them.
  private mutating func unpin() {
    let pinned = items.indices.filter { items[$0].isPinned }
    for index in pinned.dropLast(max(1, capacity / 4)) { items[index].isPinned = false }
  }
}
