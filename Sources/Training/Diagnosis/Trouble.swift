/// What can be wrong with a run, with the figures that say so; losses and KL in nats per image.
public enum Trouble: Sendable, Equatable {
  /// Posterior collapse: the posterior is the prior for every image (Bowman et al. 2016, arXiv 1511.06349).
  case collapse(kl: Double, latentSize: Int)
  /// The code carries information, but the decoder draws the same for every code.
  case ignoredCode(kl: Double, variety: Double)
  /// The KL weighs so much that nothing is worth encoding.
  case betaTooLarge(beta: Double, kl: Double)
  /// The KL weighs so little that codes lie far from the prior.
  case betaTooSmall(beta: Double, misfit: PriorMisfit)
  /// The weight is about the number of pixels: as when the cross-entropy is averaged over pixels, not summed.
  case meanReconstruction(beta: Double, pixels: Int, kl: Double)
  /// The weight is about one over the number of pixels: as when the KL is averaged over pixels too.
  case meanDivergence(beta: Double, pixels: Int, misfit: PriorMisfit)
  /// A loss was not finite.
  case divergence(step: Int, learningRate: Double)
  /// The reconstruction loss leapt far above that of an untrained model, and the run has not come back.
  case explosion(peak: Double, step: Int, learningRate: Double)
  /// Steps were so large that they killed the network: all reconstructions are alike.
  case deadened(kl: Double, learningRate: Double)
  /// The loss rises.
  case risingLoss(best: Double, recent: Double, learningRate: Double)
  /// The test loss rises while the training loss falls.
  case overfitting(train: Double, test: Double, bestTest: Double, bestStep: Int)
  /// The aggregate posterior is far from the prior, though the KL has its weight.
  case priorMissed(PriorMisfit)
  /// Log variances reach the maximum that is computed with.
  case clampedLogVariances(count: Int, lastStep: Int)
}
