import VAECore

/// The newest weights whose loss is known to be finite, to fall back on when training diverges.
struct ProvenModel {
  /// The weights, and the record of the run when they were the newest.
  private(set) var newest: (model: VAE, record: TrainingRecord)
  /// Newer ones whose loss has not been computed.
  private var candidate: (model: VAE, record: TrainingRecord)?

  /// Falls back on `model` at first.
  init(_ model: VAE, _ record: TrainingRecord) {
    newest = (model, record)
  }

  /// Notes the newest weights.
  mutating func propose(_ model: VAE, _ record: TrainingRecord) { candidate = (model, record) }

  /// Takes the newest weights as proven, their loss being finite.
  mutating func prove() {
    guard let candidate else { return }
    newest = candidate
    self.candidate = nil
  }
}
