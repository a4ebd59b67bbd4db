import Training

/// Lines on standard error for what goes wrong with a run that nobody watches, each trouble once.
struct TroubleWarnings {
  private var told: Set<String> = []

  /// Tells the troubles that a snapshot's figures show and that were not told of yet.
  mutating func add(_ snapshot: TrainingSnapshot) {
    for trouble in Diagnosis(Vitals(snapshot)).troubles {
      // That is the error with which the command ends.
      if case .divergence = trouble { continue }
      let text = trouble.text(canTurn: false)
      guard told.insert(text.name).inserted else { continue }
      StandardError.write("latentwalk: warning: \(text.name): \(text.evidence); \(text.remedy)\n")
    }
  }
}
