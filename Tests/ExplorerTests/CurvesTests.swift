import Charts
import Testing
import TextScreen
import VAECore

@testable import Explorer
@testable import Training

@Suite struct CurvesTests {
  /// The number after a curve's sign in the titles of a screen, chart by chart.
  private func values(_ text: String, of name: String = "train") throws -> [Double] {
    try text.split(separator: " \(name) ").dropFirst().map {
      try #require(Double($0.prefix { !" \n".contains($0) }))
    }
  }

  /// A long run with noise, its last losses not a point of the history yet, in which beta was turned.
  private func long() throws -> TrainingSnapshot {
    var snapshot = try Fixtures.snapshot()
    snapshot.trainHistory = LossHistory()
    var random = RandomStream(seed: 2, purpose: .prior)
    for step in 1...9003 {
      let beta = step > 5000 ? 4.0 : 1
      let loss = VAE.Loss(
        reconstruction: 90 + 2000 / Double(step + 10) + Double(random.normal()),
        kl: 20 / beta + Double(random.uniform()))
      snapshot.trainHistory.append(step: step, loss: loss, weightedKL: beta * loss.kl)
    }
    snapshot.step = 9003
    snapshot.turns = [KnobTurn(step: 5000, setting: .beta(4))]
    return snapshot
  }

  @Test("in the titles the objective is the sum of reconstruction and weighted KL, on every page and axis")
  func sums() throws {
    var state = try Fixtures.state(of: long(), columns: 160, rows: 50)
    state.press(.character("5"))
    for keys in [[], [Key.shiftLeft], [.character("y")], [.character("+"), .left], [.character("]")]] {
      for key in keys { state.press(key) }
      let found = try values(state.screenText)
      #expect(found.count == 4)
      #expect(abs(found[0] - found[1] - found[3]) < 0.11, "\(found)")
    }
  }

  @Test("the smoothed line does not depend on the screen, on the zoom or on the page")
  func everywhere() throws {
    var small = try Fixtures.state(of: long(), columns: 130, rows: 40)
    var large = try Fixtures.state(of: long(), columns: 300, rows: 90)
    for page in [Page.map, .diagnosis] {
      _ = small.update(.show(page))
      _ = large.update(.show(page))
      #expect(try values(small.screenText) == values(large.screenText))
    }
    small.press(.character("5"), .shiftLeft)
    large.press(.character("5"))
    large.curves.placeCursor(at: try #require(small.curves.cursor), in: large.curveSteps)
    let read = try values(small.screenText)
    #expect(read.count == 4)
    #expect(try values(large.screenText) == read)
    large.press(.character("+"), .character("+"))
    #expect(try values(large.screenText) == read)
    #expect(large.screenText.contains("smoothed over 248 steps"))
    #expect(small.screenText.contains("smoothed over 248 steps"))
  }

  @Test("every curve has a value at the first step and at the newest, though a point stands for several")
  func ends() throws {
    var state = try Fixtures.state(of: long(), columns: 160, rows: 50)
    state.press(.character("5"), .left, .right)
    #expect(state.screenText.contains("at 9,003"))
    #expect(try values(state.screenText).count == 4)
    state.curves.placeCursor(at: 1, in: state.curveSteps)
    #expect(try values(state.screenText).count == 4)
  }

  @Test("what a knob did does not begin in the smoothed line before it was turned")
  func turns() throws {
    let record = try long().record
    for window in [1, 11, 301] {
      let line = record.smoothed(.kl, window: window)
      #expect(line.count == record.trainHistory.curve.count)
      #expect(line.allSatisfy { $0.x <= 5000 ? $0.y > 19.9 : $0.x < 5008 || $0.y < 6.1 })
    }
  }

  @Test("right after going back the branch that was left is in view, with the cursor on all of it")
  func leftBranch() throws {
    var snapshot = try Fixtures.steered()
    snapshot.step = 470
    snapshot.trainHistory = LossHistory(snapshot.trainHistory.curve.filter { $0.step <= 470 })
    var state = try Fixtures.state(of: snapshot, columns: 120, rows: 40)
    state.press(.character("5"))
    #expect(state.screenText.contains("steps 0 to 936"))
    #expect(state.screenText.contains("dashed: the branch left"))
    for _ in 0..<20 { state.press(.shiftRight) }
    #expect(state.curves.cursor == 936)
    state.press(.character("o"))
    // What is magnified is the newest, not what was left.
    for _ in 0..<6 { state.press(.character("+")) }
    #expect(state.curves.range(of: state.curveSteps).contains(470))
    for _ in 0..<12 { state.press(.shiftLeft) }
    #expect(!state.screenText.contains("dashed: the branch left"))
  }

  @Test("a cursor beyond the end of an earlier keyframe is read at that keyframe's end")
  func clampsCursor() throws {
    var state = try Fixtures.state(of: Fixtures.steered(), columns: 120, rows: 40)
    state.press(.character("5"), .left)
    #expect(state.screenText.contains("at 1,1"))
    for _ in 0..<9 { state.press(.character(",")) }
    #expect(state.snapshot.step == 156)
    #expect(state.screenText.contains("at 156"))
    state.press(.left)
    #expect(try #require(state.curves.cursor) < 156)
  }

  @Test("turns at one step share a label, of one knob the last")
  func sharedLabels() throws {
    var snapshot = try Fixtures.steered()
    snapshot.turns = [
      KnobTurn(step: 300, setting: .beta(2)), KnobTurn(step: 300, setting: .learningRate(0.002)),
      KnobTurn(step: 300, setting: .beta(5)),
    ]
    var state = try Fixtures.state(of: snapshot, columns: 120, rows: 40)
    state.press(.character("5"))
    #expect(state.screenText.contains("β 5 lr 0.002 "))
    #expect(!state.screenText.contains("β 2"))
  }

  @Test("a title is never cut within a piece", arguments: 40...130)
  func wholePieces(columns: Int) throws {
    var state = try Fixtures.state(of: Fixtures.steered(), columns: columns, rows: 24)
    state.press(.character("5"), .character("+"), .character("y"))
    let title = state.screenText.split(separator: "\n")[1].reversed().drop { $0 == " " }.reversed()
    let ends = ["Curves", "×1.5", "log", "steps", "the branch left", "nats per image"]
    #expect(ends.contains { String(title).hasSuffix($0) }, "\(String(title))")
  }

  @Test("where there are no losses the charts say so, and what cannot be magnified is not said to be")
  func empty() throws {
    var snapshot = try Fixtures.snapshot()
    (snapshot.step, snapshot.trainHistory, snapshot.testHistory) = (0, LossHistory(), LossHistory())
    var state = try Fixtures.state(of: snapshot, columns: 120, rows: 40)
    #expect(state.screenText.contains("no losses yet"))
    state.press(.character("5"), .character("+"), .character("+"))
    #expect(state.screenText.split(separator: "no losses yet").count == 5)
    #expect(state.screenText.contains("steps 0 to 1  "))
    #expect(try !Fixtures.state(columns: 120, rows: 40).screenText.contains("no losses yet"))
  }
}
