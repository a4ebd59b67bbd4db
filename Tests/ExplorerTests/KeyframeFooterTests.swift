import Testing
import TextScreen
import Training

@testable import Explorer

@Suite struct KeyframeFooterTests {
  static let sizes = [Size(columns: 120, rows: 40), Size(columns: 80, rows: 24), Size(columns: 40, rows: 12)]

  @Test(
    "the footer of every page leads on from a keyframe that is looked at, and only then", arguments: sizes)
  func leadsOn(size: Size) throws {
    for page in Page.allCases {
      var state = try Fixtures.state(of: Fixtures.steered(), columns: size.columns, rows: size.rows)
      _ = state.update(.show(page))
      #expect(!state.lastLine.contains("g go on here") && !state.lastLine.contains("Esc newest"))
      state.press(.character(","))
      #expect(state.lastLine.contains("g go on here"), "\(page)")
      #expect(state.lastLine.contains("Esc newest"), "\(page)")
      #expect(state.lastLine.hasSuffix("? help  q quit"), "\(page)")
    }
  }

  @Test("without keyframes the footer offers no way through them")
  func withoutKeyframes() throws {
    var state = try Fixtures.state()
    state.press(.character("8"))
    #expect(!state.lastLine.contains("arrows"))
    state = try Fixtures.state(of: Fixtures.steered())
    state.press(.character("8"))
    #expect(state.lastLine.contains("arrows go through time"))
  }

  @Test("the curves' own keys are in the footer before those of training")
  func curves() throws {
    var state = try Fixtures.state(of: Fixtures.steered())
    state.press(.character("5"))
    for keys in ["arrows read, choose", "+ - zoom", "y log", "[ ] smooth"] {
      #expect(state.lastLine.contains(keys))
    }
  }

  @Test("the knobs' title says how things are")
  func knobs() throws {
    func title(_ status: TrainingStatus, saved: Bool = false, looking: Bool = false) throws -> Substring {
      var snapshot = try Fixtures.steered()
      (snapshot.status, snapshot.isSaved) = (status, saved)
      var state = try Fixtures.state(of: snapshot)
      state.press(.character("7"))
      if looking { state.press(.character(",")) }
      return try #require(state.screenText.split(separator: "\n").first { $0.hasPrefix("Hyperparameters") })
    }
    #expect(try title(.running).contains("keys turn them from the next step"))
    #expect(try title(.running, looking: true).contains("as they were at this step"))
    #expect(try title(.completed).contains("the run is over; back: , then g"))
    #expect(try title(.completed, looking: true).contains("as they were at this step"))
    #expect(try title(.completed, saved: true).contains("of a saved run"))
    #expect(try title(.diverged(step: 1171)).contains("the run has diverged; u goes back"))
    #expect(try title(.loading(0)).contains("once training has begun"))
  }
}
