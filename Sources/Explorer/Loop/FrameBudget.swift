/// How many bytes the screen may take, so that a slow line is not flooded: frames come less often then, but whole.
///
/// Balances that fill with time and empty with what is sent. What nobody waits for, such as a new map, comes when its
/// balance is filled again, or when there has been nothing new for long; what answers a key comes at once, until so
/// much is owed, as by a key that is held down, that answers have to be gathered.
struct FrameBudget {
  /// The share of the rate that is planned with; the rest is for the last frame, which may overdraw the balance.
  private static let plannedShare = 0.9
  /// The maximum that is saved up, in seconds of the rate, and what there is at the start.
  private static let maxSaved = 1.0
  /// What must be saved before a frame that nobody waits for, in seconds of the rate.
  private static let minRequest = 0.25
  /// What such frames make up for of what answers took, in seconds of the rate.
  private static let maxMadeUpFor = 2.0
  /// What answers may owe before they are gathered, in seconds of the rate: a hand at the keyboard is no flood.
  ///
  /// A whole screen of digits is 35 KB, and help opened and closed a thousand times in a row is five minutes of it; a
  /// line that is slower than its rate holds the program back by itself.
  private static let maxOwed = 600.0
  /// Seconds after which an answer is sent, and news, however much is owed.
  private static let maxGathering = 0.5
  private static let maxSilence = 2.0

  /// Bytes a second on average; nil for no limit.
  private let rate: Double?
  private var news: Double
  private var answers: Double
  private var lastRefill: Double

  /// A budget that starts at the time `now`, in seconds.
  init(bytesPerSecond rate: Double?, now: Double) {
    self.rate = rate
    news = (rate ?? 0) * Self.maxSaved
    answers = news
    lastRefill = now
  }

  /// Whether news that nobody waits for may be sent at the time `now`, if the last were sent at `lastNews`.
  mutating func hasRoom(now: Double, lastNews: Double) -> Bool {
    guard let rate else { return true }
    refill(rate, now: now)
    return news >= rate * Self.minRequest || now - lastNews >= Self.maxSilence
  }

  /// Whether what has been due since a time may be sent at the time `now`.
  mutating func mayAnswer(dueSince: Double, now: Double) -> Bool {
    guard let rate else { return true }
    refill(rate, now: now)
    return answers > -rate * Self.maxOwed || now - dueSince >= Self.maxGathering
  }

  /// Counts bytes that were sent at the time `now`, as an answer or as news.
  ///
  /// News makes up for what answers take; answers need not make up for news, which keeps to the rate by itself.
  mutating func spend(_ bytes: Int, forAnswer: Bool, now: Double) {
    guard let rate else { return }
    refill(rate, now: now)
    news = max(-rate * Self.maxMadeUpFor, news - Double(bytes))
    guard forAnswer else { return }
    // A little below the limit, so that what is sent at it has to be earned, and what was long ago is forgiven.
    answers = max(-rate * (Self.maxOwed + 1), answers - Double(bytes))
  }

  private mutating func refill(_ rate: Double, now: Double) {
    let earned = max(0, now - lastRefill) * rate * Self.plannedShare
    news = min(rate * Self.maxSaved, news + earned)
    answers = min(rate * Self.maxSaved, answers + earned)
    lastRefill = now
  }
}
