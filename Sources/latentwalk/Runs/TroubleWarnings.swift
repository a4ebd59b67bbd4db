import Training

/// Warnings on standard error about a run without a screen, each trouble once.
struct TroubleWarnings {
  private var told: Set<String> = []

  /// Writes the troubles of a snapshot that were not written yet.
  mutating func add(_ snapshot: TrainingSnapshot) {
    for trouble in Diagnosis(Vitals(snapshot)).troubles {
      // The command ends with that error.
      if case .divergence = trouble { continue }
      let text = trouble.text(canTurn: false)
      guard told.insert(text.name).inserted else { continue }
      StandardError.write("latentwalk: warning: \(text.name): \(text.evidence); \(text.remedy)\n")
    }
  }
}
