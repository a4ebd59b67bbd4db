import VAECore

/// The newest weights that are known to give a finite loss, to fall back on when training diverges.
struct ProvenModel {
  /// The weights, and what was known of the run when they were the newest.
  private(set) var newest: (model: VAE, record: TrainingRecord)
  /// Newer ones, as long as no loss was computed with them.
  private var candidate: (model: VAE, record: TrainingRecord)?

  /// Falls back on `model` at first.
  init(_ model: VAE, _ record: TrainingRecord) {
    newest = (model, record)
  }

  /// Takes note of the newest weights.
  mutating func propose(_ model: VAE, _ record: TrainingRecord) { candidate = (model, record) }

  /// Takes the newest weights for good, now that the loss that is theirs was finite.
  mutating func prove() {
    guard let candidate else { return }
    newest = candidate
    self.candidate = nil
  }
}
