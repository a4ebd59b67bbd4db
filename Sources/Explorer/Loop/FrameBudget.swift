/// How many bytes the screen may take, so that a slow line is not flooded: frames come less often then, but whole.
///
/// A balance that fills with time and empties with what is sent. What nobody waits for, such as a new map, has to
/// leave some of it for the next key; what answers a key may overdraw it.
struct FrameBudget {
  /// Who waits for a frame.
  enum Urgency: Int, Comparable {
    /// Nobody: it shows how training goes, or an animation.
    case background
    /// The person who pressed a key.
    case answer

    static func < (left: Urgency, right: Urgency) -> Bool { left.rawValue < right.rawValue }
  }

  /// The share of the rate that is planned with; the rest is for what overdraws it.
  private static let plannedShare = 0.9
  /// The most that is saved up, in seconds of the rate.
  private static let mostSaved = 0.5
  /// What the background leaves, and what answers may owe, in seconds of the rate.
  private static let reserve = 0.25
  private static let mostOwed = 1.0
  /// Nobody waits longer for an answer, in seconds, however low the rate.
  private static let longestWait = 0.5

  private let bytesPerSecond: Double
  private var balance: Double
  private var lastRefill: Double

  /// A budget from the moment `now`, in seconds, on; nil for no limit.
  init(bytesPerSecond: Double?, now: Double) {
    self.bytesPerSecond = bytesPerSecond ?? .infinity
    balance = bytesPerSecond.map { $0 * Self.mostSaved } ?? 0
    lastRefill = now
  }

  /// Counts bytes that were sent at the moment `now`.
  mutating func spend(_ bytes: Int, now: Double) {
    refill(now)
    if bytesPerSecond.isFinite { balance -= Double(bytes) }
  }

  /// Seconds from `now` until a frame may be sent; 0 where it may at once.
  mutating func delay(_ urgency: Urgency, now: Double) -> Double {
    guard bytesPerSecond.isFinite else { return 0 }
    refill(now)
    let needed = bytesPerSecond * (urgency == .answer ? -Self.mostOwed : Self.reserve)
    let delay = max(0, (needed - balance) / (bytesPerSecond * Self.plannedShare))
    return urgency == .answer ? min(delay, Self.longestWait) : delay
  }

  private mutating func refill(_ now: Double) {
    guard bytesPerSecond.isFinite else { return }
    let earned = max(0, now - lastRefill) * bytesPerSecond * Self.plannedShare
    balance = min(bytesPerSecond * Self.mostSaved, balance + earned)
    lastRefill = now
  }
}
