import Formats
import Training

extension Vitals {
  /// What is missing for a verdict, in a few words.
  func lack(for check: Diagnosis.Check, in snapshot: TrainingSnapshot) -> String {
    if snapshot.isSaved, let lack = lackOfSaved(for: check, in: snapshot) { return lack }
    return "too early: " + wait(for: check, stepsPerEpoch: snapshot.stepsPerEpoch)
  }

  /// What a saved run does not have, and never will have.
  private func lackOfSaved(for check: Diagnosis.Check, in snapshot: TrainingSnapshot) -> String? {
    if check == .range { return "the steps of clamped log variances were not kept" }
    guard recent != nil else { return "its curves were not kept" }
    guard latents == nil, [.code, .weight, .prior].contains(check) else { return nil }
    return snapshot.datasetFailure != nil ? "no test images to measure on" : "not measured yet"
  }

  /// What a verdict waits for.
  private func wait(for check: Diagnosis.Check, stepsPerEpoch: Int) -> String {
    if check == .range { return "after the first step" }
    if stepsAsIs < 0, let epoch = lastEpochOfWarmUp(stepsPerEpoch: stepsPerEpoch) {
      return "beta is warming up until epoch \(epoch)"
    }
    if check == .generalization {
      let suffix = stepsOfObjective < step ? " of this objective" : ""
      return "\(min(tests.count, Self.minTests)) of \(Self.minTests) tests\(suffix)"
    }
    let taken = check == .learningRate ? stepsSinceTurn : stepsAsIs
    let needed = check == .prior ? minStepsToPrior : minSteps
    guard taken < needed else {
      return "measured after \(Numbers.count(TrainingRecord.imagesOfLatents)) images"
    }
    let beginning =
      taken < stepsSinceTurn
      ? " since beta was warmed up" : stepsSinceTurn < step ? " since a knob was turned" : ""
    return "\(Numbers.count(taken)) of \(Numbers.count(needed)) steps\(beginning)"
  }

  /// The epoch in which beta reaches its value, counted from 1; nil if that is not known.
  private func lastEpochOfWarmUp(stepsPerEpoch: Int) -> Int? {
    guard stepsPerEpoch > 0 else { return nil }
    return (step - stepsAsIs + stepsPerEpoch - 1) / stepsPerEpoch
  }
}
