import TestSupport
import Testing
import VAECore

@testable import Training

@Suite struct LossHistoryTests {
  private func history(capacity: Int, losses: Int) -> LossHistory {
    var history = LossHistory(capacity: capacity)
    for step in 1...losses { history.append(Self.point(step: step)) }
    return history
  }

  private static func point(step: Int) -> LossPoint {
    LossPoint(
      step: Double(step), loss: VAE.Loss(reconstruction: Double(step), kl: Double(2 * step)),
      weightedKL: Double(8 * step))
  }

  @Test("losses within the capacity are kept as they came")
  func withinCapacity() {
    let points = history(capacity: 8, losses: 8).curve
    #expect(points.map(\.step) == [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(points.map(\.loss.kl) == [2, 4, 6, 8, 10, 12, 14, 16])
  }

  @Test("a curve for which there is no room is thinned by merging neighbours into their means")
  func thinned() {
    let points = history(capacity: 4, losses: 5).curve
    #expect(points.map(\.step) == [1.5, 3.5, 5])
    #expect(points.map(\.loss.reconstruction) == [1.5, 3.5, 5])
    #expect(points.map(\.weightedKL) == [12, 28, 40])
    #expect(points.map(\.objective) == [13.5, 31.5, 45])
  }

  @Test("the mean of a full curve is that of all losses")
  func wholeMean() throws {
    let mean = try #require(history(capacity: 16, losses: 4096).curve.mean)
    #expect(mean.loss.reconstruction == 4097.0 / 2)
  }

  @Test("a value holds no more however many losses it was given", arguments: [64, 4_096, 100_000])
  func bounded(losses: Int) {
    let capacity = 16
    let empty = numbers(in: LossHistory(capacity: capacity))
    // A point has its count, its sums and a flag.
    let limit = empty + 6 * capacity
    var history = LossHistory(capacity: capacity)
    var largest = 0
    for step in 1...losses {
      history.append(Self.point(step: step))
      // The most is held before points are merged, and long after they were.
      if step < 1_000 || step.isMultiple(of: 997) { largest = max(largest, numbers(in: history)) }
    }
    #expect(largest <= limit && largest > limit / 4)
  }

  /// How many numbers and flags a value is made of.
  private func numbers(in value: Any) -> Int {
    let children = Mirror(reflecting: value).children
    guard !(value is Int || value is Double || value is Bool) else { return 1 }
    return children.reduce(0) { $0 + numbers(in: $1.value) }
  }

  @Test("a curve that is made again from its points goes on as before")
  func takenUp() {
    let before = history(capacity: 16, losses: 100)
    let after = LossHistory(before.curve, capacity: 16)
    #expect(after.curve == before.curve)
    #expect(LossHistory(before.curve, capacity: 4).curve.count <= 4)
  }

  @Test("the curve reaches the newest loss before its point is full")
  func reachesNewest() {
    let points = history(capacity: 4, losses: 7).curve
    #expect(points.last?.step == 7)
    #expect(points.count == 4)
  }
}

@Suite struct LossHistoryStretchTests {
  /// A curve with stretches, and what it was made of.
  private struct Wild {
    var history: LossHistory
    /// The steps whose losses were added, which count up from 1.
    var steps = 0
    /// The steps after which a stretch was begun, oldest first.
    var turns: [Int] = []

    /// Adds up to `most` steps and turns in an order of the seed's.
    init(seed: UInt64, capacity: Int, most: Int) {
      history = LossHistory(capacity: capacity)
      var random = SplitMix64(seed: seed)
      // Some curves have hardly a turn, some one at every other step.
      let rarity = Int.random(in: 1...200, using: &random)
      for _ in 0..<Int.random(in: 1...most, using: &random) {
        if Int.random(in: 0..<rarity, using: &random) == 0 {
          history.startStretch()
          if turns.last != steps { turns.append(steps) }
        } else {
          steps += 1
          history.append(
            step: steps, loss: VAE.Loss(reconstruction: Double(3 * steps), kl: 1), weightedKL: 2)
        }
      }
    }

    /// The first and the last step that each point stands for, as their counts say.
    var spans: [ClosedRange<Int>] {
      var first = 1
      return history.groups.map { group in
        defer { first += group.sum.count }
        return first...first + group.sum.count - 1
      }
    }
  }

  private static let seeds = 0..<UInt64(300)

  @Test("points stand for all steps, each once, and rise, whatever is turned when")
  func conserved() throws {
    for seed in Self.seeds {
      let wild = Wild(seed: seed, capacity: [4, 5, 16, 64][Int(seed % 4)], most: 3_000)
      let spans = wild.spans
      #expect(spans.last?.upperBound ?? 0 == wild.steps, "seed \(seed)")
      for (span, point) in zip(spans, wild.history.curve) {
        // A mean of consecutive integers is exact.
        let middle = Double(span.lowerBound + span.upperBound) / 2
        #expect(point.step == middle && point.loss.reconstruction == 3 * middle, "seed \(seed)")
        #expect(point.loss.kl == 1 && point.weightedKL == 2, "seed \(seed)")
      }
    }
  }

  @Test("there are never more points than there is room for, whatever is turned when")
  func bounded() {
    for seed in Self.seeds {
      let capacity = [4, 5, 16, 64][Int(seed % 4)]
      let wild = Wild(seed: seed, capacity: capacity, most: 3_000)
      #expect(wild.history.curve.count <= capacity, "seed \(seed)")
    }
  }

  @Test("no point stands for steps on both sides of a turn, but for those before a quarter as many as points")
  func apart() {
    for seed in Self.seeds {
      let capacity = [4, 5, 16, 64][Int(seed % 4)]
      let wild = Wild(seed: seed, capacity: capacity, most: 3_000)
      let kept = wild.turns.filter { $0 > 0 }.suffix(capacity / 4)
      for span in wild.spans {
        for turn in kept {
          #expect(span.upperBound <= turn || span.lowerBound > turn, "seed \(seed), turn \(turn), \(span)")
        }
      }
    }
  }

  @Test("points that stand for one step are at that step")
  func whole() {
    var history = LossHistory(capacity: 8)
    for step in 1...9 {
      history.append(step: step, loss: VAE.Loss(reconstruction: 1, kl: 1), weightedKL: 1)
      if step == 5 { history.startStretch() }
    }
    #expect(history.curve.map(\.step) == [1.5, 3.5, 5, 6.5, 8.5])
  }

  @Test("a second turn at the same step begins no second stretch")
  func twice() {
    func points(_ turns: Int) -> [LossPoint] {
      var history = LossHistory(capacity: 16)
      for step in 1...100 {
        history.append(step: step, loss: VAE.Loss(reconstruction: 1, kl: 1), weightedKL: 1)
        if step.isMultiple(of: 30) { for _ in 0..<turns { history.startStretch() } }
      }
      return history.curve
    }
    #expect(points(1) == points(7))
    #expect(points(1) != points(0))
  }

  @Test("a curve that was kept is not merged across its turns when there is less room for it")
  func takenUp() {
    for seed in Self.seeds {
      let wild = Wild(seed: seed, capacity: 64, most: 3_000)
      let kept = wild.turns.suffix(4)
      let again = LossHistory(wild.history.curve, turns: Array(kept), capacity: 16)
      #expect(again.curve.count <= 16)
      // Each group stands for so many of the points that were kept.
      var points = wild.history.curve[...]
      for group in again.groups {
        let merged = points.prefix(group.sum.count)
        points = points.dropFirst(group.sum.count)
        for turn in kept {
          let before = merged.count { $0.step <= Double(turn) }
          #expect(before == 0 || before == merged.count, "seed \(seed), turn \(turn)")
        }
      }
      #expect(points.isEmpty)
    }
  }
}
