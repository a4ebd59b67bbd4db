import Testing

@testable import Explorer

@Suite struct FrameBudgetTests {
  /// Sends frames of `bytes` as soon as there is room for so many seconds; returns how many.
  private func frames(bytes: Int, rate: Double?, seconds: Double) -> Int {
    var budget = FrameBudget(bytesPerSecond: rate, now: 0)
    var lastNews = 0.0
    return (0..<Int(seconds * 1000)).reduce(0) { count, millisecond in
      let now = Double(millisecond) / 1000
      guard budget.hasRoom(now: now, lastNews: lastNews) else { return count }
      budget.spend(bytes, forAnswer: false, now: now)
      lastNews = now
      return count + 1
    }
  }

  private func hasRoom(_ budget: inout FrameBudget, at now: Double, lastNews: Double = .infinity) -> Bool {
    budget.hasRoom(now: now, lastNews: lastNews)
  }

  /// Answers keys that are pressed thirty times a second; returns when.
  private func answers(bytes: Int, rate: Double, seconds: Double) -> [Double] {
    var budget = FrameBudget(bytesPerSecond: rate, now: 0)
    var dueSince: Double?
    var sent: [Double] = []
    for frame in 0..<Int(seconds * 30) {
      let now = Double(frame) / 30
      let since = dueSince ?? now
      dueSince = since
      guard budget.mayAnswer(dueSince: since, now: now) else { continue }
      budget.spend(bytes, forAnswer: true, now: now)
      sent.append(now)
      dueSince = nil
    }
    return sent
  }

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
    for _ in 0..<4 { budget.spend(5000, forAnswer: true, now: 0) }
    #expect(!hasRoom(&budget, at: 1))
    #expect(hasRoom(&budget, at: 2))
  }

  @Test("however much was answered, news comes after two seconds without any")
  func maxSilence() {
    var budget = FrameBudget(bytesPerSecond: 100, now: 0)
    budget.spend(50_000, forAnswer: true, now: 0)
    #expect(!hasRoom(&budget, at: 1.9, lastNews: 0))
    #expect(hasRoom(&budget, at: 2, lastNews: 0))
  }

  @Test("keys are answered at once in a burst, and at the rate where one is held down")
  func held() {
    let sent = answers(bytes: 10_000, rate: 64_000, seconds: 360)
    #expect(sent.prefix(50).last.map { $0 < 1.7 } == true)
    let late = sent.filter { $0 >= 300 }
    #expect(Double(late.count * 10_000) <= 64_000 * 60 * 1.1)
    #expect(late.count > 100)
  }

  @Test("news does not use up what answers may take")
  func newsBesideAnswers() {
    var budget = FrameBudget(bytesPerSecond: 1000, now: 0)
    for second in 0..<1000 { budget.spend(1000, forAnswer: false, now: Double(second)) }
    let mayAnswer = budget.mayAnswer(dueSince: 1000, now: 1000)
    #expect(mayAnswer)
  }

  @Test("an answer comes within half a second, however low the rate")
  func slowLine() {
    let sent = answers(bytes: 40_000, rate: 1000, seconds: 30)
    for (first, second) in zip(sent, sent.dropFirst()) { #expect(second - first < 0.6) }
    #expect(sent.count > 50)
  }

  @Test("without a limit there is always room")
  func unlimited() {
    #expect(frames(bytes: 1_000_000, rate: nil, seconds: 0.1) == 100)
  }

  @Test("a clock that stands still or goes back earns nothing and traps nothing")
  func clock() {
    var budget = FrameBudget(bytesPerSecond: 100, now: 10)
    budget.spend(100, forAnswer: true, now: 10)
    #expect(!hasRoom(&budget, at: 5))
    #expect(!hasRoom(&budget, at: 5))
  }
}
