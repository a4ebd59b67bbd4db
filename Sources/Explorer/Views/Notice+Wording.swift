extension Notice {
  /// The reason in a line that the smallest screen has room for.
  var text: String {
    switch self {
    case .notBegun: "training has not begun yet"
    case .over(let way): "the run is over" + way.text
    case .diverged(let way): "the run has diverged" + way.text
    case .saved: "a saved run can only be looked at"
    case .goingBack: "on the way back, not there yet"
    case .nothingToUndo: "nothing to undo"
    case .noKeyframes: "no keyframes are kept"
    case .noKeyframeShown: "no keyframe is shown: , goes back"
    case .firstKeyframe: "this is the first keyframe"
    case .newestKeyframe: "this is the newest"
    case .endOfScale(let knob, let up): "\(knob.name) goes no \(up ? "higher" : "lower")"
    case .endOfSmoothing: "smoothing is at its end"
    }
  }
}

extension Notice.Return {
  fileprivate var text: String {
    switch self {
    case .none: ""
    case .undo: ": u goes back"
    case .keyframe: ": go back with , then g"
    case .here: ": g goes on here"
    }
  }
}
