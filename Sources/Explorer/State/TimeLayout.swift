import TextScreen

/// The keyframes on a track above the map as it was at one of them.
struct TimeLayout: Equatable {
  let title: Rectangle
  /// The figures of the keyframe; empty if there is no room.
  let facts: Rectangle
  /// The keyframes side by side.
  let track: Rectangle
  let map: MapLayout

  init(_ body: Rectangle) {
    let (title, afterTitle) = body.split(top: 1)
    let (facts, afterFacts) = afterTitle.split(top: body.rows < 18 ? 0 : 1)
    let (track, afterTrack) = afterFacts.split(top: body.rows < 18 ? 1 : 2)
    self.title = title
    self.facts = facts
    self.track = track.inset(columns: 1)
    map = MapLayout(afterTrack, curveRows: 0)
  }

  /// The column of the track at which the keyframe at a place among so many is shown.
  func column(of place: Int, among count: Int) -> Int {
    guard count > 1 else { return track.column }
    let share = Double(min(max(0, place), count - 1)) / Double(count - 1)
    return track.column + Int((share * Double(track.columns - 1)).rounded())
  }

  /// The place of the keyframe that is shown nearest to a column.
  func place(ofColumn column: Int, among count: Int) -> Int {
    guard track.columns > 1, count > 0 else { return 0 }
    let share =
      Double(min(max(column, track.column), track.endColumn - 1) - track.column) / Double(track.columns - 1)
    return Int((share * Double(count - 1)).rounded())
  }
}
