import Synchronization

/// A number that threads add to.
final class Counter: Sendable {
  private let count = Atomic<Int>(0)

  var value: Int { count.load(ordering: .sequentiallyConsistent) }

  /// Adds and returns what was there before.
  @discardableResult
  func add(_ amount: Int) -> Int {
    count.wrappingAdd(amount, ordering: .sequentiallyConsistent).oldValue
  }
}
