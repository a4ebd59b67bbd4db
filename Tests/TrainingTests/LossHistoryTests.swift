import Testing
import Training
import VAECore

@Suite struct LossHistoryTests {
  private func history(capacity: Int, losses: Int) -> LossHistory {
    var history = LossHistory(capacity: capacity)
    for step in 1...losses {
      history.append(
        step: step, loss: Loss(reconstruction: Double(step), kl: Double(2 * step)),
        weightedKL: Double(8 * step))
    }
    return history
  }

  @Test("losses within the capacity are kept as they came")
  func withinCapacity() {
    let points = history(capacity: 8, losses: 7).curve
    #expect(points.map(\.step) == [1, 2, 3, 4, 5, 6, 7])
    #expect(points.map(\.loss.kl) == [2, 4, 6, 8, 10, 12, 14])
  }

  @Test("a full curve is thinned by merging neighbours into their means")
  func thinned() {
    let points = history(capacity: 4, losses: 4).curve
    #expect(points.map(\.step) == [1.5, 3.5])
    #expect(points.map(\.loss.reconstruction) == [1.5, 3.5])
    #expect(points.map(\.weightedKL) == [12, 28])
    #expect(points.map(\.objective) == [13.5, 31.5])
  }

  @Test("memory stays bounded, and the curve's mean is that of all losses")
  func bounded() {
    let history = history(capacity: 16, losses: 4096)
    #expect(history.points.count <= 16)
    let points = history.points
    let mean = points.reduce(0) { $0 + $1.loss.reconstruction } / Double(points.count)
    #expect(mean == 4097.0 / 2)
  }

  @Test("a curve that is taken up again from its points goes on as before")
  func takenUp() {
    let before = history(capacity: 16, losses: 100)
    let after = LossHistory(before.points, capacity: 16)
    #expect(after.curve == before.points)
    #expect(LossHistory(before.points, capacity: 4).curve.count <= 4)
  }

  @Test("the curve reaches the newest loss before its point is full")
  func reachesNewest() {
    let points = history(capacity: 4, losses: 5).curve
    #expect(points.last?.step == 5)
    #expect(points.count == 3)
  }
}
