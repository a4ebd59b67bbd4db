import CKernels

extension Kernels {
  /// The Bernoulli cross-entropy, in nats, of `targets`, bytes for 0...1, under `logits`, summed over `count` pixels:
  /// |l| |x - [l > 0]| + log(1 + exp(-|l|)), which neither overflows nor cancels at any logit.
  ///
  /// Where `gradient` is given it receives `scale * (sigmoid(l) - x)`; it may be `logits` itself.
  package func bernoulliLoss(
    logits: UnsafePointer<Float>, targets: UnsafePointer<UInt8>, count: Int, scale: Float = 1,
    gradient: UnsafeMutablePointer<Float>? = nil
  ) -> Double {
    table.bernoulli_loss(count, logits, targets, scale, gradient)
  }
}
