import Formats
import Training

extension LossFigure {
  /// The figure's name in a run; "ELBO" is the objective's only where beta was 1 all the time and no bits were free.
  func name(_ theme: Theme, _ record: TrainingRecord) -> String {
    let (beta, freeBits) = (record.knobs.beta, record.knobs.freeBits)
    switch self {
    case .objective:
      return record.hasOneObjective ? beta == 1 ? "-ELBO" : "recon+\(Numbers.setting(beta))KL" : "objective"
    case .reconstruction: return "recon"
    case .kl: return "KL"
    case .weightedKL:
      return freeBits > 0 ? "\(theme.beta) max(KL, free)" : "\(theme.beta) \(theme.times) KL"
    }
  }
}

extension TrainingRecord {
  /// Whether the KL has had one weight since the first step.
  fileprivate var hasOneObjective: Bool {
    guard knobs.freeBits == 0, knobs.warmUp.epochs == 0 else { return false }
    return turns.allSatisfy { turn in
      if case .learningRate = turn.setting { true } else { false }
    }
  }
}
