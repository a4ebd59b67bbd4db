// Going through choices round and round.

extension Int {
  /// The same number modulo `count`, which is above 0, in 0..<count also where it is negative.
  func wrapped(to count: Int) -> Int {
    let rest = self % count
    return rest < 0 ? rest + count : rest
  }
}

extension Array where Element: Equatable {
  /// The element `offset` places after another, or for a negative offset before it.
  func element(_ offset: Int, after element: Element) -> Element {
    self[((firstIndex(of: element) ?? 0) + offset).wrapped(to: count)]
  }
}
