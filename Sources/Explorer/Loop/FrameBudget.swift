/// How many bytes the screen may take, so that a slow line is not flooded: frames come less often then, but whole.
///
/// A balance that fills with time and empties with what is sent. What nobody waits for, such as a new map, comes when
/// it is filled again, or when there has been nothing new for long; what answers a key comes at once, until so much is
/// owed that answers have to be gathered.
struct FrameBudget {
  /// The share of the rate that is planned with; the rest is for the last frame, which may overdraw the balance.
  private static let plannedShare = 0.9
  /// The most that is saved up, in seconds of the rate, and what there is at the start.
  private static let mostSaved = 1.0
  /// What must be saved before a frame that nobody waits for, in seconds of the rate.
  private static let least = 0.25
  /// What answers may owe before they are gathered, in seconds of the rate: keys come in bursts.
  private static let mostOwed = 8.0
  /// Below this nothing is counted, so that what was sent long ago is forgiven.
  private static let deepest = mostOwed + 1
  /// Seconds after which an answer comes, and news, whatever is owed.
  private static let longestGathering = 0.5
  private static let longestSilence = 2.0

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

  /// Whether news that nobody waits for may be sent at the moment `now`, where the last were at `lastNews`.
  mutating func hasRoom(now: Double, lastNews: Double) -> Bool {
    guard let rate else { return true }
    refill(rate, now: now)
    return balance >= rate * Self.least || now - lastNews >= Self.longestSilence
  }

  /// Whether what has been due since a moment may be sent at the moment `now`.
  mutating func mayAnswer(dueSince: Double, now: Double) -> Bool {
    guard let rate else { return true }
    refill(rate, now: now)
    return balance > -rate * Self.mostOwed || now - dueSince >= Self.longestGathering
  }

  /// Counts bytes that were sent at the moment `now`.
  mutating func spend(_ bytes: Int, now: Double) {
    guard let rate else { return }
    refill(rate, now: now)
    balance = max(-rate * Self.deepest, balance - Double(bytes))
  }

  private mutating func refill(_ rate: Double, now: Double) {
    balance = min(rate * Self.mostSaved, balance + max(0, now - lastRefill) * rate * Self.plannedShare)
    lastRefill = now
  }
}
