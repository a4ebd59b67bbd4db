import TestSupport
import Testing

@testable import Training

@Suite struct EvenlyKeptTests {
  private func kept(capacity: Int, ages: ClosedRange<Int>) -> EvenlyKept<Int> {
    var kept = EvenlyKept<Int>(capacity: capacity)
    for age in ages where kept.isDue(age: age) { kept.keep(age, age: age) }
    return kept
  }

  @Test("what comes is kept as long as there is room")
  func room() {
    #expect(kept(capacity: 8, ages: 0...7).items.map(\.element) == Array(0...7))
  }

  @Test("then every second goes, and the distance doubles")
  func thins() {
    let kept = kept(capacity: 8, ages: 0...8)
    #expect(kept.items.map(\.element) == [0, 2, 4, 6, 8])
    #expect(kept.interval == 2)
  }

  @Test(
    "after any number it is at least half full, evenly, and reaches back to the first", arguments: [3, 8, 31])
  func even(capacity: Int) {
    for last in [50, 1000, 9360] {
      let kept = kept(capacity: capacity, ages: 0...last)
      let ages = kept.items.map(\.age)
      #expect(ages.count <= capacity && 2 * ages.count >= capacity)
      #expect(ages.first == 0)
      #expect(zip(ages, ages.dropFirst()).allSatisfy { $1 - $0 == kept.interval })
      #expect(last - (ages.last ?? 0) < kept.interval)
    }
  }

  @Test("room for none keeps nothing, and room for one the newest that was due")
  func small() {
    #expect(kept(capacity: 0, ages: 0...100).items.isEmpty)
    #expect(kept(capacity: 1, ages: 1...100).items.map(\.age) == [64])
  }

  @Test("what is pinned stays off the grid, the oldest of too many giving way; nothing exceeds the room")
  func pinned() {
    var random = SplitMix64(seed: 5)
    var kept = EvenlyKept<Int>(capacity: 12)
    var pins: [Int] = []
    for age in 0...5000 {
      if Int.random(in: 0..<300, using: &random) == 0 {
        kept.keep(age, age: age, isPinned: true)
        pins.append(age)
      } else if kept.isDue(age: age) {
        kept.keep(age, age: age)
      }
      #expect(kept.items.count <= 12)
      #expect(pins.suffix(3).allSatisfy { pin in kept.items.contains { $0.age == pin } })
    }
    #expect(kept.items.contains { $0.age == 0 })
  }
}
