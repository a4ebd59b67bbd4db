import Training

extension Vitals {
  /// What is lacking for a verdict, in a few words.
  func wait(for check: Diagnosis.Check, stepsPerEpoch: Int) -> String {
    switch check {
    case .learningRate:
      return progress(stepsSinceTurn, of: leastSteps, since: sinceTurn)
    case .code, .weight, .generalization, .prior:
      if stepsAsIs < 0, let epoch = lastEpochOfWarmUp(stepsPerEpoch: stepsPerEpoch) {
        return "beta is warming up until epoch \(epoch)"
      }
      if check == .generalization {
        let suffix = stepsAsIs < step ? " of this objective" : ""
        return "\(min(tests.count, Self.leastTests)) of \(Self.leastTests) tests\(suffix)"
      }
      let needed = check == .prior ? leastStepsToPrior : leastSteps
      guard stepsAsIs < needed else {
        return "measured after \(Numbers.count(TrainingRecord.imagesOfLatents)) images"
      }
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
