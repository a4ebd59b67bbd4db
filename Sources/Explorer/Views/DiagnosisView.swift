import Formats
import TextScreen
import Training
import VAECore

extension CellGrid {
  /// The knobs, and under them what was looked at and found: troubles with their evidence and remedy.
  mutating func drawDiagnosisPage(_ state: ExplorerState, _ layout: DiagnosisLayout) {
    drawKnobs(state, in: layout.knobs)
    write([("Diagnosis", state.theme.title), state.diagnosisSummary], in: layout.title)
    let area = layout.lines
    let lines = state.diagnosisLines(columns: area.columns)
    let first = min(state.diagnosisScroll, max(0, lines.count - area.rows))
    for (row, line) in lines.dropFirst(first).prefix(area.rows).enumerated() {
      write(line, in: area, row: row)
    }
    // What the knobs do is seen beside them, if there is room.
    let (_, rest) = area.split(top: lines.count + 1)
    if rest.rows >= 6 { drawOverviewCurves(state, in: rest) }
  }
}

extension ExplorerState {
  /// A line of the diagnosis in pieces.
  fileprivate typealias Line = [(text: String, style: Style)]

  /// How many lines of the diagnosis can be scrolled past before the last is in view.
  var maxDiagnosisScroll: Int {
    let area = layout.diagnosis.lines
    return max(0, diagnosisLines(columns: area.columns).count - area.rows)
  }

  /// What is found, in a few words.
  fileprivate var diagnosisSummary: (text: String, style: Style) {
    let troubles = diagnosis.troubles.count
    guard troubles == 0 else {
      return (troubles == 1 ? "  one trouble" : "  \(troubles) troubles", theme.alarm)
    }
    // Numbers are within range before there are any.
    let isJudged = Diagnosis.Check.allCases.contains { $0 != .range && diagnosis.verdicts[$0] == .fine }
    return isJudged ? ("  no trouble seen", theme.good) : ("  nothing to judge yet", theme.faint)
  }

  /// Troubles first, in full; then what is as it should be, a line each.
  fileprivate func diagnosisLines(columns: Int) -> [Line] {
    var lines = diagnosis.troubles.flatMap { described($0.text(canTurn: canTurn), columns: columns) }
    for check in Diagnosis.Check.allCases {
      switch diagnosis.verdicts[check] ?? .tooEarly {
      case .trouble: break
      case .fine:
        lines += hanging(
          diagnosis.vitals.finding(on: check), after: [(" ok  ", theme.good), (check.name, theme.text)],
          columns: columns)
      case .explained:
        lines.append([(" --  ", theme.faint), (check.name + "  see above", theme.faint)])
      case .tooEarly:
        lines += hanging(
          diagnosis.vitals.lack(for: check, in: snapshot),
          after: [(" --  ", theme.faint), (check.name, theme.faint)], columns: columns)
      }
    }
    return lines
  }

  private func described(_ trouble: TroubleText, columns: Int) -> [Line] {
    let indent = 5
    var lines: [Line] = [[(" !!  ", theme.alarm), (trouble.name, theme.alarm)]]
    for (text, style) in [
      (trouble.evidence, theme.text), (theme.right + " " + trouble.remedy, theme.warning),
    ] {
      lines += text.wrapped(columns: columns - indent).map {
        [(String(repeating: " ", count: indent) + $0, style)]
      }
    }
    return lines
  }

  /// A text after a beginning, its further lines under its first word.
  private func hanging(_ text: String, after beginning: Line, columns: Int) -> [Line] {
    let indent = beginning.reduce(2) { $0 + $1.text.count }
    return text.wrapped(columns: columns - indent).enumerated().map { index, part in
      index == 0
        ? beginning + [("  " + part, theme.faint)]
        : [(String(repeating: " ", count: indent) + part, theme.faint)]
    }
  }
}

extension Diagnosis.Check {
  /// What is looked at, in a word or two.
  var name: String {
    switch self {
    case .code: "code"
    case .weight: "weight"
    case .learningRate: "steps"
    case .generalization: "test"
    case .prior: "prior"
    case .range: "range"
    }
  }
}

extension Vitals {
  /// The figures that a check went by, where it found nothing wrong.
  func finding(on check: Diagnosis.Check) -> String {
    switch check {
    case .code:
      let active = latents?.activeUnits ?? 0
      let dead = latentSize - active
      let words = "KL \(Numbers.loss(recent?.loss.kl ?? 0)) nats, \(active) of \(latentSize) units active"
      return dead == 0 ? words : words + "; that \(dead) are dead is normal"
    case .weight:
      return "beta \(Numbers.setting(beta))"
    case .learningRate:
      return "loss \(Numbers.loss(recent?.objective ?? 0)), best \(Numbers.loss(best?.objective ?? 0))"
    case .generalization:
      return "test \(Numbers.loss(tests.last?.objective ?? 0)), train \(Numbers.loss(recent?.objective ?? 0))"
    case .prior:
      guard let misfit else { return "no unit is active" }
      return "z\(misfit.dimension + 1) is farthest: mean \(Numbers.coordinate(misfit.mean)), variance "
        + Numbers.fixed(misfit.variance, 2)
    case .range:
      return clampedLogVariances == 0
        ? "no log variance clamped"
        : "\(Numbers.count(clampedLogVariances)) log variances clamped, none recently"
    }
  }
}
