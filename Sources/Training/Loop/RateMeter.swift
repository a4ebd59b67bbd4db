/// Measures training in images a second, with tests and pauses left out.
struct RateMeter {
  /// The minimum number of seconds over which the recent rate is measured.
  private static let window = 0.5

  private let clock: @Sendable () -> Double
  private var runningSince: Double?
  private var secondsBefore = 0.0
  private var epochStart = 0.0
  private var epochImages = 0
  private var windowStart = 0.0
  private var windowImages = 0

  /// How many images have been trained with.
  private(set) var totalImages = 0

  /// Images a second over the last whole window; over the time so far before one is full.
  private(set) var recentRate = 0.0

  init(clock: @escaping @Sendable () -> Double) {
    self.clock = clock
  }

  /// Seconds of training so far.
  var totalSeconds: Double {
    secondsBefore + (runningSince.map { clock() - $0 } ?? 0)
  }

  /// Seconds of training since the epoch began.
  var epochSeconds: Double { totalSeconds - epochStart }

  /// Images a second since the epoch began.
  var epochRate: Double { epochSeconds > 0 ? Double(epochImages) / epochSeconds : 0 }

  mutating func beginEpoch() {
    resume()
    epochStart = totalSeconds
    epochImages = 0
  }

  mutating func resume() {
    if runningSince == nil { runningSince = clock() }
  }

  mutating func stop() {
    secondsBefore = totalSeconds
    runningSince = nil
  }

  mutating func count(images: Int) {
    totalImages += images
    epochImages += images
    windowImages += images
    let seconds = totalSeconds - windowStart
    let isFull = seconds >= Self.window
    guard isFull || windowStart == 0, seconds > 0 else { return }
    recentRate = Double(windowImages) / seconds
    if isFull {
      windowStart = totalSeconds
      windowImages = 0
    }
  }
}
