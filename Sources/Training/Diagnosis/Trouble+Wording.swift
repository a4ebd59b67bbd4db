import Formats

/// A trouble in plain words.
public struct TroubleText: Sendable, Equatable {
  /// What it is, in a few words.
  public let name: String
  /// The figures that say so.
  public let evidence: String
  /// What helps; keys are named where they are of use.
  public let remedy: String
}

extension Trouble {
  /// The trouble in plain words; `canTurn` if there are knobs to turn, otherwise other options are what helps.
  public func text(canTurn: Bool) -> TroubleText {
    let lowerRate =
      canTurn
      ? "go back to before it (\"u\", or \",\" and \"g\"), and lower the learning rate with \"<\""
      : "train again with a lower --learning-rate"
    switch self {
    case .collapse(let kl, let latentSize):
      return TroubleText(
        name: "posterior collapse",
        evidence:
          "KL \(Self.small(kl)) nats, none of \(Self.units(latentSize)) active: the code says nothing about "
          + "the image, and all reconstructions are alike",
        remedy: canTurn
          ? "warm beta up from 0 with \"w\", or allow free bits with \"f\"; if the decoder has died, start again with "
            + "another --seed or a lower --learning-rate"
          : "train again with --warm-up 2 or --free-bits 0.1; if the decoder has died, with another --seed or a lower "
            + "--learning-rate")
    case .ignoredCode(let kl, let variety):
      return TroubleText(
        name: "decoder ignores its code",
        evidence:
          "KL \(Numbers.loss(kl)) nats, but reconstructions differ \(Self.percent(variety)) as much as images do",
        remedy:
          "the decoder draws one picture for every code: train again with another --seed, a lower --learning-rate or "
          + "wider layers (--hidden)")
    case .betaTooLarge(let beta, let kl):
      return TroubleText(
        name: "beta too large",
        evidence:
          "beta \(Numbers.setting(beta)) has pressed KL down to \(Self.small(kl)) nats: no unit is active",
        remedy: canTurn
          ? "lower beta with \"(\", to 1 for the ELBO" : "train again with a lower --beta, 1 for the ELBO")
    case .betaTooSmall(let beta, let misfit):
      return TroubleText(
        name: "beta too small",
        evidence: "beta \(Numbers.setting(beta)) does not hold codes to the prior: \(misfit.words)",
        remedy: (canTurn
          ? "raise beta with \")\", to 1 for the ELBO" : "train again with a higher --beta, 1 for the ELBO")
          + "; until then samples from the prior are no digits")
    case .meanReconstruction(let beta, let pixels, let kl):
      return TroubleText(
        name: "a mean in place of a sum",
        evidence:
          "beta \(Numbers.setting(beta)) is about the number of pixels, \(pixels): as when the cross-entropy is "
          + "averaged over pixels. KL is \(Self.small(kl)) nats",
        remedy: "sum the cross-entropy over pixels: here, "
          + (canTurn ? "lower beta to 1 with \"(\"" : "train again with --beta 1"))
    case .meanDivergence(let beta, let pixels, let misfit):
      return TroubleText(
        name: "a mean in place of a sum",
        evidence:
          "beta \(Numbers.setting(beta)) is about one over the number of pixels, \(pixels): as when the "
          + "KL is averaged over pixels. \(misfit.words)",
        remedy: "average the KL over images alone: here, "
          + (canTurn ? "raise beta to 1 with \")\"" : "train again with --beta 1"))
    case .divergence(let step, let learningRate):
      return TroubleText(
        name: "diverged, learning rate too high",
        evidence: "the loss was not finite at step \(Numbers.count(step)), at a learning rate of "
          + Numbers.setting(learningRate),
        remedy: canTurn
          ? "go back with \"u\", and train at a lower learning rate (\"<\")"
          : "train again with a lower --learning-rate")
    case .explosion(let peak, let step, let learningRate):
      return TroubleText(
        name: "learning rate too high",
        evidence:
          "at a learning rate of \(Numbers.setting(learningRate)) the reconstruction loss leapt to \(Self.nats(peak)) "
          + "at step \(Numbers.count(step)), above that of an untrained model, and has not come back",
        remedy: lowerRate)
    case .deadened(let kl, let learningRate):
      return TroubleText(
        name: "learning rate too high",
        evidence:
          "all reconstructions are alike, whatever the code, KL \(Self.small(kl)) nats: steps of "
          + "\(Numbers.setting(learningRate)) kill units for good",
        remedy: lowerRate)
    case .risingLoss(let best, let recent, let learningRate):
      return TroubleText(
        name: "loss rising, learning rate too high",
        evidence: "\(Self.nats(recent)) after a best of \(Self.nats(best)), at a learning rate of "
          + Numbers.setting(learningRate),
        remedy: canTurn
          ? "lower the learning rate with \"<\", or first go back to before it (\"u\", or \",\" and \"g\")"
          : lowerRate)
    case .overfitting(let train, let test, let bestTest, let bestStep):
      return TroubleText(
        name: "overfitting",
        evidence: "test \(Numbers.loss(test)) after a best of \(Numbers.loss(bestTest)) at step "
          + "\(Numbers.count(bestStep)), while train has fallen to \(Numbers.loss(train))",
        remedy: canTurn
          ? "go back to that step with \",\" and \"g\", or start again with more images or a smaller network (--hidden)"
          : "train again for fewer --epochs, on more images, or with a smaller network (--hidden)")
    case .priorMissed(let misfit):
      return TroubleText(
        name: "aggregate posterior misses the prior",
        evidence: "\(misfit.words), while samples are drawn from mean 0 and variance 1",
        remedy: (canTurn
          ? "raise beta with \")\", or lower free bits, if any, with \"F\""
          : "train again with a higher --beta, or with fewer --free-bits, if any")
          + "; until then samples look worse than reconstructions")
    case .clampedLogVariances(let count, let lastStep):
      return TroubleText(
        name: "log variances out of range",
        evidence:
          "\(Numbers.count(count)) were above 30 and clamped, the last at step \(Numbers.count(lastStep))",
        remedy: canTurn
          ? "lower the learning rate with \"<\", or raise beta with \")\""
          : "train again with a lower --learning-rate or a higher --beta")
    }
  }

  private static func units(_ count: Int) -> String { count == 1 ? "1 unit" : "\(count) units" }

  private static func small(_ value: Double) -> String { value < 0.001 ? "under 0.001" : Numbers.loss(value) }

  private static func nats(_ value: Double) -> String { "\(Numbers.loss(value)) nats" }

  private static func percent(_ share: Double) -> String { "\(Numbers.fixed(100 * share, 1)) %" }
}

extension PriorMisfit {
  /// The dimension with its mean and variance.
  fileprivate var words: String {
    "z\(dimension + 1) has mean \(Numbers.coordinate(mean)) and variance \(Numbers.loss(variance)) over images"
  }
}
