import Testing

@testable import Explorer

@Suite struct FrameBudgetTests {
  /// Sends frames of `bytes` as soon as they may be for so many seconds; gives when each was sent.
  private func frames(
    _ urgency: FrameBudget.Urgency, bytes: Int, rate: Double?, seconds: Double
  ) -> [Double] {
    var budget = FrameBudget(bytesPerSecond: rate, now: 0)
    var sent: [Double] = []
    var now = 0.0
    while now < seconds {
      let delay = budget.delay(urgency, now: now)
      if delay == 0 {
        budget.spend(bytes, now: now)
        sent.append(now)
      }
      now += max(delay, 0.001)
    }
    return sent
  }

  @Test(
    "frames that nobody waits for never take more than the rate over thirty seconds",
    arguments: [100, 3000, 30_000, 200_000])
  func background(bytes: Int) {
    let sent = frames(.background, bytes: bytes, rate: 64_000, seconds: 30)
    #expect(sent.count >= 2)
    #expect(Double(sent.count * bytes) <= 64_000 * 30)
    // And most of the rate is used.
    #expect(Double(sent.count * bytes) >= 64_000 * 30 * 0.8 || sent.count > 25_000)
  }

  @Test("answers may overdraw it for a while, and keep to the rate over thirty seconds")
  func answers() {
    let sent = frames(.answer, bytes: 5000, rate: 64_000, seconds: 30)
    #expect(sent[15] < 0.05)
    #expect(Double(sent.count * 5000) <= 64_000 * 30)
  }

  @Test("after a large frame that nobody waited for, a key is answered at once")
  func keyAfterFrame() {
    var budget = FrameBudget(bytesPerSecond: 64_000, now: 0)
    budget.spend(60_000, now: 0)
    #expect(budget.delay(.answer, now: 0) == 0)
    #expect(budget.delay(.background, now: 0) > 0.5)
  }

  @Test("nobody waits longer than half a second for an answer, however low the rate")
  func longestWait() {
    var budget = FrameBudget(bytesPerSecond: 100, now: 0)
    budget.spend(50_000, now: 0)
    #expect(budget.delay(.answer, now: 0) == 0.5)
    #expect(budget.delay(.background, now: 0) > 100)
  }

  @Test("without a limit nothing waits")
  func unlimited() {
    #expect(frames(.background, bytes: 1_000_000, rate: nil, seconds: 0.1).count >= 100)
  }
}
