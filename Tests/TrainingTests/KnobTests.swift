import Testing

@testable import Training

@Suite struct KnobTests {
  @Test("beta rises evenly from 0 over the epochs of a warm-up, and stays")
  func warmUp() {
    var knobs = Knobs(TrainingConfiguration(beta: 4, warmUp: 2))
    let betas = [0, 1, 5, 10, 20, 21, 1000].map { knobs.effectiveBeta(step: $0, stepsPerEpoch: 10) }
    #expect(betas == [0, 0.2, 1, 2, 4, 4, 4])
    knobs.apply(KnobTurn(step: 100, setting: .warmUp(epochs: 1)))
    #expect([100, 105, 110, 111].map { knobs.effectiveBeta(step: $0, stepsPerEpoch: 10) } == [0, 2, 4, 4])
  }

  @Test("without a warm-up beta has its value from the first step on")
  func noWarmUp() {
    #expect(Knobs(TrainingConfiguration(beta: 0.5)).effectiveBeta(step: 1, stepsPerEpoch: 10) == 0.5)
  }

  @Test(
    "a turn reads back as it is written",
    arguments: [
      KnobTurn(step: 0, setting: .beta(0)), KnobTurn(step: 1200, setting: .beta(4)),
      KnobTurn(step: 7, setting: .learningRate(0.0005)), KnobTurn(step: 7, setting: .warmUp(epochs: 3)),
      KnobTurn(step: 99, setting: .freeBits(0.1)),
    ])
  func readsBack(turn: KnobTurn) {
    #expect(KnobTurn("\(turn)") == turn)
  }

  @Test(
    "what is no turn is refused",
    arguments: [
      "", "beta=4", "12:", "12:beta", "12:beta=", "-1:beta=4", "12:beta=-1", "12:beta=nan", "12:beta=1e99",
      "12:gamma=1", "x:beta=1", "12:learning-rate=0", "12:learning-rate=inf", "12:warm-up=1.5",
      "12:warm-up=-1", "12:free-bits=-0.1", "12:warm-up=99999999999999999999",
    ])
  func refused(text: String) {
    #expect(KnobTurn(text) == nil)
  }

  @Test("the knobs at a step are those of the turns before it")
  func atStep() {
    let turns = [
      KnobTurn(step: 5, setting: .beta(2)), KnobTurn(step: 5, setting: .learningRate(0.1)),
      KnobTurn(step: 9, setting: .beta(3)),
    ]
    let betas = [4, 5, 8, 9].map { Knobs(TrainingConfiguration(), turns: turns, atStep: $0).beta }
    #expect(betas == [1, 2, 2, 3])
    #expect(Knobs(TrainingConfiguration(), turns: turns, atStep: 6).learningRate == 0.1)
  }
}
