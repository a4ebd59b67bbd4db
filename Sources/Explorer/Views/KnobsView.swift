import TextScreen
import Training

/// The rows that the knobs take.
enum KnobsLayout {
  /// Two rows of two knobs where there is little room, else a title with a row for each and a blank one.
  static func rows(in body: Rectangle) -> Int { body.rows < 18 ? 2 : Knob.allCases.count + 2 }
}

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
    write([("Knobs", theme.title), (hint(for: state), theme.faint)], in: left)
    for (index, knob) in Knob.allCases.enumerated() {
      write([("  \(knob.keys)", theme.title)], in: left, row: 1 + index)
      write([(knob.name, theme.text)], in: left, row: 1 + index, column: 7)
      write([(knob.value(of: state), theme.train)], in: left, row: 1 + index, column: 23)
    }
    let turns = state.snapshot.turns
    let more = turns.count > Knob.allCases.count ? ", the last of \(turns.count)" : ""
    write([(turns.isEmpty ? "None turned yet" : "Turned" + more, theme.title)], in: right)
    for (row, turn) in turns.suffix(Knob.allCases.count).reversed().enumerated() {
      write(
        [
          ("  step \(Numbers.count(turn.step))  ", theme.faint), (turn.setting.shortName(theme), theme.text),
        ], in: right, row: 1 + row)
    }
  }
}

extension CellGrid {
  /// Why knobs cannot be turned, where that is so.
  private func hint(for state: ExplorerState) -> String {
    guard state.live.status.isFinal else { return "" }
    return state.moments.isEmpty ? "  of a run that is over" : "  of a run that is over; go back: , then g"
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

  fileprivate var name: String {
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
      return Numbers.setting(knobs.beta) + (now == knobs.beta ? "" : ", now \(Numbers.fixed(now, 3))")
    case .warmUp:
      return knobs.warmUp.epochs == 0
        ? "none" : knobs.warmUp.epochs == 1 ? "1 epoch" : "\(knobs.warmUp.epochs) epochs"
    case .freeBits: return knobs.freeBits == 0 ? "none" : "\(Numbers.setting(knobs.freeBits)) nats"
    }
  }
}
