import VAECore

/// The newest weights that are known to give a finite loss, to fall back on when training diverges.
struct ProvenModel {
  /// The weights themselves.
  private(set) var model: VAE
  /// Newer ones, as long as no loss was computed with them.
  private var candidate: VAE?

  /// Falls back on `model` at first.
  init(_ model: VAE) {
    self.model = model
  }

  /// Takes note of the newest weights.
  mutating func propose(_ model: VAE) { candidate = model }

  /// Takes the newest weights for good, now that the loss that is theirs was finite.
  mutating func prove() {
    guard let candidate else { return }
    model = candidate
    self.candidate = nil
  }
}
