import Testing
import TextScreen
import Training

@testable import Explorer

/// Keys that cannot act say why in the last line, until the next key.
@Suite struct NoticeTests {
  /// What a run is when its keys are pressed.
  enum Run: Sendable {
    case running, steered, looking, over, overLooking, divergedLooking, overWithoutKeyframes, saved, diverged,
      loading

    func state() throws -> ExplorerState {
      switch self {
      case .running: return try Fixtures.state()
      case .steered: return try Fixtures.state(of: Fixtures.steered())
      case .looking:
        var state = try Fixtures.state(of: Fixtures.steered())
        state.press(.character(","))
        return state
      case .over, .overLooking:
        var snapshot = try Fixtures.steered()
        snapshot.status = .completed
        snapshot.keyframes.beforeLastTurn = nil
        var state = try Fixtures.state(of: snapshot)
        if self == .overLooking { state.press(.character(",")) }
        return state
      case .overWithoutKeyframes, .saved:
        var snapshot = try Fixtures.snapshot()
        (snapshot.status, snapshot.isSaved) = (.completed, self == .saved)
        return try Fixtures.state(of: snapshot)
      case .diverged, .divergedLooking:
        var snapshot = try Fixtures.steered()
        snapshot.status = .diverged(step: 1171)
        var state = try Fixtures.state(of: snapshot)
        if self == .divergedLooking { state.press(.character(",")) }
        return state
      case .loading:
        var snapshot = try Fixtures.snapshot()
        snapshot.status = .loading(0.5)
        return try Fixtures.state(of: snapshot)
      }
    }
  }

  private static let knobs = ["<", ">", "(", ")", "w", "W", "f", "F"].map { Key.character($0) }
  private static let trainingKeys = knobs + [.character("t"), .character(" ")]

  static let rows: [(Run, [Key], String)] = [
    (.loading, trainingKeys, "training has not begun yet"),
    (.over, trainingKeys, "the run is over: go back with , then g"),
    (.over, [.character("u")], "nothing to undo"),
    (.over, [.character("g"), .character("g")], "no keyframe is shown: , goes back"),
    (.overLooking, trainingKeys, "the run is over: g goes on here"),
    (.divergedLooking, trainingKeys, "the run has diverged: g goes on here"),
    (.overWithoutKeyframes, trainingKeys, "the run is over"),
    (.overWithoutKeyframes, [.character("g"), .character(","), .character(".")], "no keyframes are kept"),
    (.saved, trainingKeys + [.character("u"), .character("g")], "a saved run can only be looked at"),
    (.saved, [.character(","), .character(".")], "no keyframes are kept"),
    (.diverged, trainingKeys, "the run has diverged: u goes back"),
    (.running, [.character("u")], "nothing to undo"),
    (.running, [.character("F")], "free bits goes no lower"),
    (.running, [.character("W")], "warm-up goes no lower"),
    (.running, [.character("g")], "no keyframes are kept"),
    (.steered, [.character("g")], "no keyframe is shown: , goes back"),
    (.steered, [.character(".")], "this is the newest"),
  ]

  @Test("a key that cannot act says why in place of the footer, on every page", arguments: rows)
  func tells(run: Run, keys: [Key], reason: String) throws {
    for page in Page.allCases {
      for key in keys {
        var state = try run.state()
        _ = state.update(.show(page))
        let before = state.lastLine
        #expect(state.press(key).isEmpty)
        #expect(state.lastLine == reason, "\(key) on \(page)")
        // A key that does something brings the footer back, and so does one that opens and closes help.
        state.press(.character("?"), .escape)
        #expect(state.lastLine == before)
      }
    }
  }

  @Test("news leave the reason where it is, the smallest screen has room for all of it")
  func stays() throws {
    for (run, keys, reason) in Self.rows {
      var state = try run.state()
      _ = state.update(.resized(Size(columns: 40, rows: 12)))
      state.press(keys[0])
      _ = state.update(.snapshot(state.live))
      _ = state.update(.tick(0.1))
      #expect(state.lastLine == reason)
    }
  }

  @Test("what is asked while training goes back says so, the first keyframe and the ends of smoothing too")
  func others() throws {
    var state = try Fixtures.state(of: Fixtures.steered())
    state.press(.character("u"))
    for key in [Key.character("u"), .character(")"), .character("g")] {
      state.press(key)
      #expect(state.lastLine == "on the way back, not there yet")
    }
    state = try Fixtures.state(of: Fixtures.steered())
    for _ in 0..<10 { state.press(.character(",")) }
    #expect(state.notice == nil)
    state.press(.character(","))
    #expect(state.lastLine == "this is the first keyframe")
    state.press(.character("5"), .character("["), .character("["))
    #expect(state.notice == nil)
    state.press(.character("["))
    #expect(state.lastLine == "smoothing is at its end")
  }

  @Test("a knob that is turned says nothing of it in the last line")
  func quiet() throws {
    var state = try Fixtures.state()
    let before = state.lastLine
    for key in ["<", ")", "w", "f", "t", " "] {
      state.press(.character(Character(key)))
      #expect(state.lastLine == before)
    }
  }
}

extension ExplorerState {
  /// The last line of the screen without the blanks after it.
  var lastLine: String {
    let line = screenText.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    return String(line.reversed().drop { $0 == " " }.reversed())
  }
}
