/// How many bytes the screen may take of its own accord, so that a slow line is not flooded: frames come less often
/// then, but whole.
///
/// A balance that fills with time and empties with what is sent. What answers a key is sent whatever the balance; what
/// nobody waits for, such as a new map, comes when the balance is filled again.
struct FrameBudget {
  /// The share of the rate that is planned with; the rest is for the last frame, which may overdraw the balance.
  private static let plannedShare = 0.9
  /// The most that is saved up, in seconds of the rate, and what there is at the start.
  private static let mostSaved = 1.0
  /// What must be saved before a frame that nobody waits for, in seconds of the rate.
  private static let least = 0.25
  /// The most that is owed, in seconds of the rate, so that who holds a key down still sees training go on.
  private static let mostOwed = 2.0

  /// Bytes a second on average; nil for no limit.
  private let rate: Double?
  private var balance: Double
  private var lastRefill: Double

  /// A budget from the moment `now`, in seconds, on.
  init(bytesPerSecond rate: Double?, now: Double) {
    self.rate = rate
    balance = (rate ?? 0) * Self.mostSaved
    lastRefill = now
  }

  /// Whether a frame that nobody waits for may be sent at the moment `now`.
  mutating func hasRoom(now: Double) -> Bool {
    guard let rate else { return true }
    refill(rate, now: now)
    return balance >= rate * Self.least
  }

  /// Counts bytes that were sent at the moment `now`.
  mutating func spend(_ bytes: Int, now: Double) {
    guard let rate else { return }
    refill(rate, now: now)
    balance = max(-rate * Self.mostOwed, balance - Double(bytes))
  }

  private mutating func refill(_ rate: Double, now: Double) {
    balance = min(rate * Self.mostSaved, balance + max(0, now - lastRefill) * rate * Self.plannedShare)
    lastRefill = now
  }
}
