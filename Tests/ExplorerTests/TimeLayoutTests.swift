import Testing
import TextScreen

@testable import Explorer
@testable import Training

@Suite struct TimeLayoutTests {
  @Test("a click on a keyframe's dot is that keyframe, and every column is of a keyframe that is drawn there")
  func inverse() {
    for columns in [3, 4, 5, 17, 40, 80, 119, 120, 200] {
      let layout = TimeLayout(Rectangle(column: 0, row: 1, columns: columns, rows: 20))
      let track = layout.track
      for count in 1...130 {
        for place in 0..<count where count <= track.columns {
          let column = layout.column(of: place, among: count)
          #expect(layout.place(ofColumn: column, among: count) == place)
        }
        for column in track.column..<track.endColumn where count > track.columns {
          let place = layout.place(ofColumn: column, among: count)
          #expect(layout.column(of: place, among: count) == column)
        }
      }
    }
  }

  @Test("a fork that shares its column with other keyframes is seen")
  func forks() throws {
    var snapshot = try Fixtures.steered()
    let keyframes = snapshot.keyframes.all
    // Many of the first branch, one of the second, many of the first again.
    snapshot.keyframes.all = (0..<150).map { number in
      Keyframe(
        number: number, record: (number == 75 ? keyframes[8] : keyframes[2]).record, model: snapshot.model)
    }
    for columns in stride(from: 40, through: 100, by: 5) {
      var state = try Fixtures.state(of: snapshot, columns: columns, rows: 24)
      state.press(.character("8"))
      #expect(state.screenText.contains("◆"))
    }
  }

  @Test("the title says which keyframe is shown: one that is kept, one no longer kept, or now")
  func title() throws {
    func title(_ state: ExplorerState) throws -> Substring {
      try #require(state.screenText.split(separator: "\n").first { $0.hasPrefix("Time") })
    }
    var state = try Fixtures.state(of: Fixtures.steered())
    state.press(.character("8"))
    #expect(try title(state).contains("now, 10 keyframes"))
    state.press(.character(","), .character(","))
    #expect(try title(state).contains("keyframe 9 of 10"))
    var snapshot = try Fixtures.steered()
    snapshot.keyframes.all.removeAll { $0.number == 8 }
    _ = state.update(.snapshot(snapshot))
    #expect(try title(state).contains("a keyframe no longer kept"))
  }
}
