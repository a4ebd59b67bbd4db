import Explorer
import Testing
import TextScreen
import Training

@Suite struct TrainingControlTests {
  @Test("Space pauses a running training and resumes a paused one")
  func pauses() throws {
    var state = try Fixtures.state()
    #expect(state.press(.character(" ")) == [.pause])
    var snapshot = try Fixtures.snapshot()
    snapshot.status = .paused
    _ = state.update(.snapshot(snapshot))
    #expect(state.press(.character(" ")) == [.resume])
    snapshot.status = .completed
    _ = state.update(.snapshot(snapshot))
    #expect(state.press(.character(" ")).isEmpty)
  }

  @Test("q quits at once where less than a minute of training would be lost")
  func quits() throws {
    var state = try Fixtures.state()
    state.press(.character("q"))
    #expect(state.isQuitting)
  }

  @Test(
    "q asks first where more would be lost: y and q quit, anything else does not",
    arguments: [
      (Key.character("y"), true), (.character("q"), true), (.enter, true), (.character("n"), false),
      (.escape, false), (.left, false),
    ])
  func asks(key: Key, quits: Bool) throws {
    var snapshot = try Fixtures.snapshot()
    snapshot.trainingSeconds = 61
    var state = try Fixtures.state()
    _ = state.update(.snapshot(snapshot))
    state.press(.character("q"))
    #expect(state.overlay == .quitQuestion)
    #expect(!state.isQuitting)
    state.press(key)
    #expect(state.isQuitting == quits)
    #expect(state.overlay == nil)
  }

  @Test("q quits at once on a screen too small for a question")
  func quitsWhenSmall() throws {
    var snapshot = try Fixtures.snapshot()
    snapshot.trainingSeconds = 1000
    var state = try Fixtures.state(columns: 20, rows: 5)
    _ = state.update(.snapshot(snapshot))
    state.press(.character("q"))
    #expect(state.isQuitting)
  }

  @Test("q quits at once when training is over, however long it took")
  func quitsWhenDone() throws {
    var snapshot = try Fixtures.snapshot()
    snapshot.trainingSeconds = 1000
    snapshot.status = .completed
    var state = try Fixtures.state()
    _ = state.update(.snapshot(snapshot))
    state.press(.character("q"))
    #expect(state.isQuitting)
  }

  @Test("digits are decoded anew for another step, branch or divergence, not for what the run does meanwhile")
  func generations() throws {
    var snapshot = try Fixtures.snapshot()
    var state = try Fixtures.state(of: snapshot)
    let first = state.generation
    let statuses: [TrainingStatus] = [
      .loading(0.1), .loading(0.2), .running, .paused, .returning(0.1), .returning(0.2), .completed, .stopped,
    ]
    for status in statuses {
      snapshot.status = status
      _ = state.update(.snapshot(snapshot))
      #expect(state.generation == first, "\(status)")
    }
    snapshot.status = .diverged(step: 1171)
    _ = state.update(.snapshot(snapshot))
    #expect(state.generation == first + 1)
    (snapshot.status, snapshot.branch) = (.paused, 2)
    _ = state.update(.snapshot(snapshot))
    #expect(state.generation == first + 2)
    snapshot.step += 1
    _ = state.update(.snapshot(snapshot))
    #expect(state.generation == first + 3)
  }

  @Test("a new snapshot's figures are shown, and the cursor stays where it is")
  func takesSnapshots() throws {
    var state = try Fixtures.state()
    state.press(.right)
    var snapshot = try Fixtures.snapshot()
    snapshot.epoch = 17
    snapshot.step += 1
    _ = state.update(.snapshot(snapshot))
    #expect(state.screenText.contains("epoch 17/20"))
    #expect(state.screenText.contains("z = +0.10"))
  }
}
