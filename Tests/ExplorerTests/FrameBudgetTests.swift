import Testing

@testable import Explorer

@Suite struct FrameBudgetTests {
  /// Sends frames of `bytes` as soon as there is room for so many seconds; gives how many.
  private func frames(bytes: Int, rate: Double?, seconds: Double) -> Int {
    var budget = FrameBudget(bytesPerSecond: rate, now: 0)
    let milliseconds = Int(seconds * 1000)
    return (0..<milliseconds).reduce(0) { count, millisecond in
      let now = Double(millisecond) / 1000
      guard budget.hasRoom(now: now) else { return count }
      budget.spend(bytes, now: now)
      return count + 1
    }
  }

  private func hasRoom(_ budget: inout FrameBudget, at now: Double) -> Bool { budget.hasRoom(now: now) }

  @Test(
    "frames that nobody waits for take no more than the rate over thirty seconds, and most of it",
    arguments: [100, 3000, 30_000, 60_000])
  func background(bytes: Int) {
    let sent = Double(frames(bytes: bytes, rate: 64_000, seconds: 30) * bytes)
    #expect(sent <= 64_000 * 30)
    #expect(sent >= 64_000 * 30 * 0.85)
  }

  @Test("after frames that answered keys, others wait until what they took is earned again")
  func afterAnswers() {
    var budget = FrameBudget(bytesPerSecond: 10_000, now: 0)
    for _ in 0..<4 { budget.spend(5000, now: 0) }
    #expect(hasRoom(&budget, at: 1) == false)
    #expect(hasRoom(&budget, at: 2) == true)
  }

  @Test("however much was answered, others come within three seconds")
  func longestWait() {
    var budget = FrameBudget(bytesPerSecond: 100, now: 0)
    budget.spend(50_000, now: 0)
    #expect(hasRoom(&budget, at: 2) == false)
    #expect(hasRoom(&budget, at: 3) == true)
  }

  @Test("without a limit there is always room")
  func unlimited() {
    #expect(frames(bytes: 1_000_000, rate: nil, seconds: 0.1) == 100)
  }

  @Test("a clock that stands still or goes back earns nothing and traps nothing")
  func clock() {
    var budget = FrameBudget(bytesPerSecond: 100, now: 10)
    budget.spend(100, now: 10)
    #expect(hasRoom(&budget, at: 5) == false)
    #expect(hasRoom(&budget, at: 5) == false)
  }
}
