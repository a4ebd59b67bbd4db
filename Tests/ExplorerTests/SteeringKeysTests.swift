import Formats
import Testing
import TextScreen
import VAECore

@testable import Explorer
@testable import Training

@Suite struct SteeringKeysTests {
  @Test(
    "a knob's keys turn it to the next round value, shown at once and asked of training",
    arguments: [
      (Key.character(">"), KnobSetting.learningRate(0.002), "< > learning rate 0.002"),
      (.character("<"), .learningRate(0.0005), "< > learning rate 0.0005"),
      (.character(")"), .beta(2), "( ) beta 2"), (.character("("), .beta(0.5), "( ) beta 0.5"),
      (.character("w"), .warmUp(epochs: 1), "W w warm-up 1 epoch"),
      (.character("f"), .freeBits(0.01), "F f free bits 0.01 nats"),
    ])
  func turns(key: Key, setting: KnobSetting, shown: String) throws {
    var state = try Fixtures.state()
    state.press(.character("d"))
    #expect(state.press(key) == [.turn(setting)])
    let lines = state.screenText.split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
    #expect(lines.contains(shown))
  }

  @Test("a knob that is turned thrice before training answers goes on from where it was turned to")
  func turnsOn() throws {
    var state = try Fixtures.state()
    let commands = state.press(.character(")"), .character(")"), .character(")"))
    #expect(commands == [.turn(.beta(2)), .turn(.beta(5)), .turn(.beta(10))])
  }

  @Test("an older snapshot that comes after a turn does not turn the knob back, its answer ends the wait")
  func olderSnapshot() throws {
    var state = try Fixtures.state()
    state.press(.character(")"))
    #expect(state.awaitsAnswer)
    var snapshot = try Fixtures.snapshot()
    snapshot.step += 1
    _ = state.update(.snapshot(snapshot))
    #expect(state.press(.character(")")) == [.turn(.beta(5))])
    #expect(state.snapshot.knobs.beta == 5)
    snapshot.commandsObeyed = 1
    snapshot.knobs.beta = 2
    _ = state.update(.snapshot(snapshot))
    #expect(state.snapshot.knobs.beta == 5)
    #expect(state.awaitsAnswer)
    snapshot.commandsObeyed = 2
    snapshot.knobs.beta = 5
    _ = state.update(.snapshot(snapshot))
    #expect(!state.awaitsAnswer)
  }

  @Test("knobs stop at the ends of their scales, and what is off the scale goes to its next value")
  func scales() {
    var knobs = Knobs(TrainingConfiguration(learningRate: 0.0015, beta: 0))
    #expect(Knob.beta.setting(turned: false, from: knobs) == nil)
    #expect(Knob.beta.setting(turned: true, from: knobs) == .beta(0.001))
    #expect(Knob.learningRate.setting(turned: true, from: knobs) == .learningRate(0.002))
    #expect(Knob.learningRate.setting(turned: false, from: knobs) == .learningRate(0.001))
    #expect(Knob.warmUp.setting(turned: false, from: knobs) == nil)
    knobs.beta = 5000
    #expect(Knob.beta.setting(turned: true, from: knobs) == nil)
    for knob in Knob.allCases {
      var values = Knobs(TrainingConfiguration())
      for _ in 0..<100 {
        guard let setting = knob.setting(turned: true, from: values) else { break }
        values.apply(KnobTurn(step: 0, setting: setting))
      }
      #expect(knob.setting(turned: true, from: values) == nil, "\(knob) has no greatest value")
    }
  }

  @Test("knobs and single steps ask nothing of a run that is over")
  func over() throws {
    var snapshot = try Fixtures.snapshot()
    snapshot.status = .completed
    var state = try Fixtures.state(of: snapshot)
    #expect(
      state.press(.character(">"), .character(")"), .character("t"), .character("u"), .character("g")).isEmpty
    )
  }

  @Test("t takes a single step")
  func steps() throws {
    var state = try Fixtures.state()
    #expect(state.press(.character("t")) == [.takeStep])
  }

  @Test("u goes back to the keyframe before the last thing that was done")
  func undoes() throws {
    var state = try Fixtures.state(of: Fixtures.steered())
    #expect(state.press(.character("u")) == [.undo])
    // Pressed again before it is there, it is not to go on to where it came from.
    #expect(state.press(.character("u"), .character(")"), .character(","), .character("g")).isEmpty)
    var answer = try Fixtures.steered()
    answer.commandsObeyed = 1
    _ = state.update(.snapshot(answer))
    #expect(state.press(.character("u")) == [.undo])
  }

  @Test("comma and full stop go through the keyframes on every page, Escape shows the newest")
  func scrubs() throws {
    for page in Page.allCases {
      var state = try Fixtures.state(of: Fixtures.steered())
      _ = state.update(.show(page))
      let newest = state.screenText
      state.press(.character(","))
      #expect(state.snapshot.step == 936)
      state.press(.character(","), .character(","), .character(","))
      #expect(state.keyframe?.number == 6)
      #expect(state.screenText.contains("AT STEP 936"))
      state.press(.character("."))
      #expect(state.keyframe?.number == 7)
      for _ in 0..<20 { state.press(.character(",")) }
      #expect(state.snapshot.step == 0)
      state.press(.escape)
      #expect(state.keyframe == nil)
      #expect(state.screenText == newest)
    }
  }

  @Test("g goes on from the keyframe that is shown, and asks nothing where that is the newest")
  func goesOn() throws {
    var state = try Fixtures.state(of: Fixtures.steered())
    #expect(state.press(.character("g")).isEmpty)
    state.press(.character(","), .character(","))
    let keyframe = try #require(state.keyframe)
    #expect(state.press(.character("g")) == [.goBack(to: keyframe)])
    #expect(state.keyframe == nil)
  }

  @Test("training that goes on leaves the keyframe that is shown as it is")
  func holdsKeyframe() throws {
    var state = try Fixtures.state(of: Fixtures.steered(), columns: 120, rows: 40)
    state.press(.character("8"), .character(","), .character(","))
    let shown = state.screenText.split(separator: "\n").dropFirst(2)
    var snapshot = try Fixtures.steered()
    snapshot.step += 100
    _ = state.update(.snapshot(snapshot))
    #expect(state.screenText.split(separator: "\n").dropFirst(2) == shown)
    #expect(state.live.step == 1270)
    state.press(.escape)
    #expect(state.snapshot.step == 1270)
  }

  @Test("a keyframe that is kept no longer stays in view, and the next before it is one key away")
  func thinnedKeyframe() throws {
    var state = try Fixtures.state(of: Fixtures.steered())
    state.press(.character("8"), .character(","), .character(","), .character(","))
    #expect(state.keyframe?.number == 7)
    var snapshot = try Fixtures.steered()
    snapshot.keyframes.all.removeAll { !$0.number.isMultiple(of: 2) }
    _ = state.update(.snapshot(snapshot))
    #expect(state.keyframe?.number == 7)
    state.press(.character(","))
    #expect(state.keyframe?.number == 6)
  }

  @Test("the film goes from the first keyframe to the newest, and stops there")
  func film() throws {
    var state = try Fixtures.state(of: Fixtures.steered())
    state.press(.character("8"), .character("p"))
    #expect(state.isAnimated)
    #expect(state.keyframe?.number == 0)
    var seen: [Int] = []
    for _ in 0..<20 {
      _ = state.update(.tick(0.26))
      if let number = state.keyframe?.number { seen.append(number) }
    }
    #expect(seen == Array(1...9))
    #expect(state.keyframe == nil)
    #expect(!state.isAnimated)
  }

  @Test("turning a knob while an earlier keyframe is shown turns that of the run as it is, and shows it")
  func turnsFromKeyframe() throws {
    var state = try Fixtures.state(of: Fixtures.steered())
    state.press(.character(","))
    #expect(state.press(.character("<")) == [.turn(.learningRate(0.0002))])
    #expect(state.keyframe == nil)
  }

  @Test("on the page of curves the arrows read off values, zoom magnifies around them, o shows all again")
  func readsCurves() throws {
    var state = try Fixtures.state()
    state.press(.character("5"))
    let whole = state.screenText
    state.press(.shiftLeft)
    #expect(state.screenText.contains(" at 8"))
    state.press(.character("+"), .character("+"))
    #expect(state.screenText.contains("×2.3"))
    #expect(!state.screenText.contains("steps 0 to"))
    for _ in 0..<12 { state.press(.shiftLeft) }
    #expect(state.curves.cursor == 0)
    #expect(state.screenText.contains("steps 0 to"))
    state.press(.character("o"))
    #expect(state.screenText == whole)
  }

  @Test("up and down choose one of the curves, y makes their axis logarithmic, brackets smooth them")
  func choosesCurves() throws {
    var state = try Fixtures.state()
    state.press(.character("5"), .down)
    #expect(state.curves.figure == .objective)
    #expect(!state.screenText.contains("recon  "))
    state.press(.down, .down)
    let newest = try #require(state.snapshot.trainHistory.curve.last)
    #expect(state.screenText.contains("KL  ─ train \(Numbers.loss(newest.loss.kl))"))
    state.press(.character("y"))
    #expect(state.screenText.contains("  log"))
    #expect(state.screenText.contains("smoothed over 279 steps"))
    state.press(.character("["), .character("["))
    #expect(state.screenText.contains("not smoothed"))
    state.press(.character("]"))
    #expect(state.screenText.contains("smoothed over 99 steps"))
  }

  @Test("the knobs that were turned are marked on the curves")
  func marks() throws {
    var state = try Fixtures.state(of: Fixtures.steered(), columns: 120, rows: 40)
    state.press(.character("5"))
    // The header has the same words.
    let body = state.screenText.split(separator: "\n").dropFirst().joined(separator: "\n")
    #expect(body.contains("β 1"))
    #expect(body.contains("lr 0.0005"))
  }

  @Test("on the X-ray the arrows choose a dimension, x and y make it an axis, Enter shows it on the map")
  func choosesDimensions() throws {
    var state = try Fixtures.state(latentSize: 20)
    state.press(.character("6"))
    #expect(state.latentOrder.first == 0)
    state.press(.down, .down, .down, .character("x"))
    #expect(state.walk.horizontal == state.latentOrder[3])
    state.press(.down, .character("y"))
    #expect(state.walk.vertical == state.latentOrder[4])
    state.press(.up, .up, .up, .up, .up, .enter)
    #expect(state.page == .map)
    #expect(state.walk.horizontal == state.latentOrder[0])
  }

  @Test("a dimension that is the other axis changes places with it")
  func swapsAxes() throws {
    var state = try Fixtures.state()
    state.press(.character("6"), .character("y"))
    #expect((state.walk.horizontal, state.walk.vertical) == (1, 0))
    state.press(.character("x"))
    #expect((state.walk.horizontal, state.walk.vertical) == (0, 1))
  }

  @Test("dimensions are sorted by their KL, the dead ones last")
  func order() throws {
    let state = try Fixtures.state(latentSize: 20)
    let latents = try #require(state.snapshot.latents)
    let alive = state.latentOrder.prefix(latents.activeUnits).map { latents.kls[$0] }
    #expect(alive.count == 6)
    #expect(zip(alive, alive.dropFirst()).allSatisfy { $0 >= $1 })
    let dead = Array(state.latentOrder.dropFirst(latents.activeUnits))
    #expect(dead == dead.sorted())
    #expect(dead.allSatisfy { latents.meanVariances[$0] <= LatentStatistics.activeVariance })
  }

  @Test("a trouble is told in the header of every page, and in full on the page of d")
  func troubles() throws {
    var state = try Fixtures.state(of: Fixtures.collapsed(), columns: 120, rows: 40)
    for page in Page.allCases {
      _ = state.update(.show(page))
      #expect(state.screenText.split(separator: "\n")[0].contains("! beta too large (d)"))
    }
    state.press(.character("d"))
    #expect(state.screenText.contains("one trouble"))
    #expect(state.screenText.contains("beta 100 has pressed KL down"))
    #expect(state.screenText.contains("→ lower beta with \"(\""))
    #expect(state.screenText.contains("code  see above"))
  }

  @Test("help says how much memory keyframes take, and how much they may")
  func memory() throws {
    var state = try Fixtures.state(of: Fixtures.steered(), columns: 120, rows: 200)
    state.press(.character("?"))
    #expect(state.screenText.contains("10 keyframes take 42 of at most 64 MB (--keyframes)"))
    state.press(.escape, .character("8"))
    #expect(state.screenText.contains("42 of 64 MB"))
  }

  @Test("the mouse chooses keyframes on the track, dimensions on the X-ray, and steps on the curves")
  func mouse() throws {
    var state = try Fixtures.state(of: Fixtures.steered(), columns: 120, rows: 40)
    state.press(.character("8"))
    let track = state.layout.time.track
    _ = state.update(.mouse(MouseEvent(.press, column: track.column, row: track.row)))
    #expect(state.keyframe?.number == 0)
    _ = state.update(.mouse(MouseEvent(.wheelUp, column: 60, row: 20)))
    #expect(state.keyframe?.number == 1)
    state.press(.escape, .character("6"))
    let table = state.layout.latents(2).table
    _ = state.update(.mouse(MouseEvent(.press, column: 20, row: table.row + 1)))
    #expect(state.chosenDimension == 1)
    state.press(.character("5"))
    _ = state.update(.mouse(MouseEvent(.press, column: 30, row: 10)))
    #expect(try #require(state.curves.cursor) > 400)
    _ = state.update(.mouse(MouseEvent(.wheelUp, column: 30, row: 10)))
    #expect(state.curves.zoom == 1.5)
  }
}
