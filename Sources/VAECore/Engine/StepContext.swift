/// What the stages of a step read, set before it: which images, and with what noise and scale.
package final class StepContext {
  /// Where the codes' noise comes from.
  enum Noise {
    /// No noise: a code is its posterior's mean.
    case none
    /// Image `i` of the batch has the stream of row `firstRow + i`.
    case random(seed: UInt64, purpose: RandomPurpose, step: Int, firstRow: Int)
  }

  /// The images that go in.
  var input: BatchImages?
  /// The images that the reconstruction is compared with.
  var target: BatchImages?
  /// The noise of the codes.
  var noise = Noise.none
  /// What the gradient of the reconstruction loss is multiplied by; nil where no gradient is wanted.
  var gradientScale: Float?

  /// A context without images.
  package init() {}

  /// Forgets the images, which are only lent for a step.
  package func clear() {
    input = nil
    target = nil
  }

  /// Sets the same images to go in and to be reconstructed, with codes at their posteriors' means.
  package func set(_ images: BatchImages, gradientScale: Float? = nil) {
    input = images
    target = images
    noise = .none
    self.gradientScale = gradientScale
  }
}
