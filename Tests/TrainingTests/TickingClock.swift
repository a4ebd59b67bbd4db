import Synchronization

/// A clock that goes on by a thousandth of a second each time it is read.
final class TickingClock: Sendable {
  private let ticks = Mutex(0)

  func next() -> Double {
    ticks.withLock { ticks in
      ticks += 1
      return Double(ticks) / 1000
    }
  }
}
