import Training

// What a check that is not told yet waits for; the numbers are those of the rules.
extension Vitals {
  private static let steps = (least: 200, settling: 500)
  private static let wantedTests = 4

  /// What is lacking for a verdict, in a few words.
  func wait(for check: Diagnosis.Check, stepsPerEpoch: Int) -> String {
    let least = max(Self.steps.least, 2 * recentSteps)
    switch check {
    case .learningRate:
      return progress(stepsSinceTurn, of: least, since: sinceTurn)
    case .code, .weight, .generalization, .prior:
      if stepsAsIs < 0, let epoch = lastEpochOfWarmUp(stepsPerEpoch: stepsPerEpoch) {
        return "beta is warming up until epoch \(epoch)"
      }
      if check == .generalization {
        let suffix = stepsAsIs < step ? " of this objective" : ""
        return "\(min(tests.count, Self.wantedTests)) of \(Self.wantedTests) tests\(suffix)"
      }
      // Codes come to the prior the later, the smaller the steps are.
      let travel = Int(min(1e15, (1 / knobs.learningRate).rounded(.up)))
      let needed = check == .prior ? max(least, Self.steps.settling, travel) : least
      guard stepsAsIs < needed else { return "measured after 2,048 images" }
      return progress(
        stepsAsIs, of: needed, since: stepsAsIs < stepsSinceTurn ? " since beta was warmed up" : sinceTurn)
    case .range:
      return "after the first step"
    }
  }

  private func progress(_ steps: Int, of needed: Int, since beginning: String) -> String {
    "\(Numbers.count(steps)) of \(Numbers.count(needed)) steps\(beginning)"
  }

  /// Since when steps are counted, where that is not the start.
  private var sinceTurn: String { stepsSinceTurn < step ? " since a knob was turned" : "" }

  /// The epoch in which beta comes to its value, counted from 1; nothing where that is not known.
  private func lastEpochOfWarmUp(stepsPerEpoch: Int) -> Int? {
    guard stepsPerEpoch > 0 else { return nil }
    return (step - stepsAsIs + stepsPerEpoch - 1) / stepsPerEpoch
  }
}
