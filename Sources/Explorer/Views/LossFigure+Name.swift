extension LossFigure {
  /// The figure's name where `beta` is the weight of the divergence; "ELBO" is the objective's only where it is 1 and
  /// no bits are free.
  func name(_ theme: Theme, beta: Double, freeBits: Double = 0) -> String {
    switch self {
    case .objective:
      freeBits > 0
        ? "objective" : beta == 1 ? "-ELBO" : "recon+\(Numbers.setting(beta))KL"
    case .reconstruction: "recon"
    case .kl: "KL"
    case .weightedKL: freeBits > 0 ? "\(theme.beta) max(KL, free)" : "\(theme.beta) \(theme.times) KL"
    }
  }
}
