import Formats
import TextScreen
import Training

extension CellGrid {
  /// The knobs of training with their keys, and which were turned, the last first.
  mutating func drawKnobs(_ state: ExplorerState, in area: Rectangle) {
    let theme = state.theme
    guard area.rows > 2 else {
      for (index, knob) in Knob.allCases.enumerated() {
        let half = area.columns / 2
        write(
          [
            (knob.keys, theme.title), (" \(knob.shortName(theme)) ", theme.faint),
            (knob.value(of: state), theme.text),
          ], in: area, row: index / 2, column: index % 2 * half)
      }
      return
    }
    let (left, right) = area.split(left: min(area.columns, 52))
    write(whole: [("Hyperparameters", theme.title), ("  " + state.knobsHint, theme.faint)], in: left)
    for (index, knob) in Knob.allCases.enumerated() {
      write([("  \(knob.keys)", theme.title)], in: left, row: 1 + index)
      write([(knob.name, theme.text)], in: left, row: 1 + index, column: 7)
      write([(knob.value(of: state), theme.train)], in: left, row: 1 + index, column: 23)
    }
    let turns = state.snapshot.turns
    let more = turns.count > Knob.allCases.count ? ", the last of \(turns.count)" : ""
    write([(turns.isEmpty ? "None turned yet" : "Turned" + more, theme.title)], in: right)
    let last = turns.suffix(Knob.allCases.count).reversed()
    let steps = last.map { Numbers.count($0.step) }
    let width = steps.map(\.count).max() ?? 0
    for (row, (turn, step)) in zip(last, steps).enumerated() {
      write(
        [
          ("  step \(step.rightAligned(to: width))  ", theme.faint),
          (turn.setting.shortName(theme), theme.text),
        ],
        in: right, row: 1 + row)
    }
  }
}

extension ExplorerState {
  /// Whether knobs can be turned now, and else how they could.
  fileprivate var knobsHint: String {
    if keyframe != nil { return "as they were at this step" }
    switch live.status {
    case .loading: return "turn them once training has begun"
    case .running, .paused: return "keys turn them from the next step"
    case .returning: return "on the way back"
    case .diverged: return canUndo ? "the run has diverged; u goes back" : "the run has diverged"
    case .completed, .stopped, .failed:
      if live.isSaved { return "of a saved run" }
      return keyframes.isEmpty ? "the run is over" : "the run is over; back: , then g"
    }
  }
}

extension Knob {
  /// The keys that turn it down and up.
  var keys: String {
    switch self {
    case .learningRate: "< >"
    case .beta: "( )"
    case .warmUp: "W w"
    case .freeBits: "F f"
    }
  }

  /// The field's name for it.
  var name: String {
    switch self {
    case .learningRate: "learning rate"
    case .beta: "beta"
    case .warmUp: "warm-up"
    case .freeBits: "free bits"
    }
  }

  fileprivate func shortName(_ theme: Theme) -> String {
    switch self {
    case .learningRate: "rate"
    case .beta: theme.beta
    case .warmUp: "warm-up"
    case .freeBits: "free"
    }
  }

  /// How it stands.
  fileprivate func value(of state: ExplorerState) -> String {
    let snapshot = state.snapshot
    let knobs = snapshot.knobs
    switch self {
    case .learningRate: return Numbers.setting(knobs.learningRate)
    case .beta:
      let now = snapshot.effectiveBeta
      return Numbers.setting(knobs.beta) + (now == knobs.beta ? "" : ", now \(Numbers.loss(now))")
    case .warmUp:
      return knobs.warmUp.epochs == 0
        ? "none" : knobs.warmUp.epochs == 1 ? "1 epoch" : "\(knobs.warmUp.epochs) epochs"
    case .freeBits: return knobs.freeBits == 0 ? "none" : "\(Numbers.setting(knobs.freeBits)) nats"
    }
  }
}

extension KnobSetting {
  /// In few letters, for a mark on a curve.
  func shortName(_ theme: Theme) -> String {
    switch self {
    case .learningRate(let value): "lr \(Numbers.setting(value))"
    case .beta(let value): "\(theme.beta) \(Numbers.setting(value))"
    case .warmUp(let epochs): "warm-up \(epochs)"
    case .freeBits(let value): "free \(Numbers.setting(value))"
    }
  }
}
