import SystemLibrary

/// The approximate posterior N(mean, exp(log variance)) of one image, one element for each latent dimension,
/// and the rules that lead through it (Kingma and Welling 2014, section 2.4 and appendix B).
package struct GaussianPosterior {
  /// The mean, `[latent]`.
  package let mean: UnsafeMutablePointer<Float>
  /// The log variance, `[latent]`.
  package let logVariance: UnsafeMutablePointer<Float>
  /// The number of latent dimensions.
  package let latentSize: Int

  /// Log variances above this are clamped to it.
  ///
  /// exp(89) is infinite, and already the square of a gradient through exp(44) is, which would stop Adam for
  /// ever; a variance of e^30 is far beyond any that means something.
  package static let maxLogVariance: Float = 30

  /// A log variance, or the maximum if it is above that; NaN stays NaN.
  package static func clamped(_ logVariance: Float) -> Float {
    logVariance > maxLogVariance ? maxLogVariance : logVariance
  }

  /// The posterior of `mean | logVariance`, `2 * latentSize` floats, as the encoder's heads compute them.
  package init(heads: UnsafeMutablePointer<Float>, latentSize: Int) {
    mean = heads
    logVariance = heads + latentSize
    self.latentSize = latentSize
  }

  /// The deviation exp(logVariance / 2).
  package static func deviation(logVariance: Float) -> Float { expf(0.5 * logVariance) }

  /// Clamps log variances to the maximum and returns how many were above it.
  ///
  /// The gradient passes straight through: it is that of the clamped value.
  package func clampLogVariance() -> Int {
    var clamped = 0
    for j in 0..<latentSize where logVariance[j] > Self.maxLogVariance {
      logVariance[j] = Self.clamped(logVariance[j])
      clamped += 1
    }
    return clamped
  }

  /// Reparameterization: `code = mean + noise * deviation` with `deviation = exp(logVariance / 2)`; all
  /// `[latent]`.
  package func sample(
    noise: UnsafePointer<Float>, deviation: UnsafeMutablePointer<Float>, code: UnsafeMutablePointer<Float>
  ) {
    for j in 0..<latentSize {
      deviation[j] = Self.deviation(logVariance: logVariance[j])
      code[j] = mean[j] + noise[j] * deviation[j]
    }
  }

  /// KL(N(mean, deviation^2) || N(0, 1)) in nats, summed over latent dimensions.
  package func kl(deviation: UnsafePointer<Float>) -> Double {
    var sum = 0.0
    for j in 0..<latentSize { sum += kl(dimension: j, deviation: deviation) }
    return sum
  }

  /// The same of one dimension.
  package func kl(dimension j: Int, deviation: UnsafePointer<Float>) -> Double {
    Self.kl(mean: mean[j], logVariance: logVariance[j], deviation: deviation[j])
  }

  /// The same of one dimension's mean, log variance and deviation.
  package static func kl(mean: Float, logVariance: Float, deviation: Float) -> Double {
    // Near the prior the terms cancel, so that they are added up in Double.
    let deviation = Double(deviation)
    return klToStandardNormal(
      mean: Double(mean), variance: deviation * deviation, logVariance: Double(logVariance))
  }

  /// KL(N(mean, variance) || N(0, 1)) in nats.
  package static func klToStandardNormal(mean: Double, variance: Double, logVariance: Double) -> Double {
    0.5 * (mean * mean + variance - 1 - logVariance)
  }

  /// Backward through the sample and the KL together, as `mean | logVariance` gradients `[2 * latent]`: `codeGradient`
  /// comes from the decoder, and the KL of each dimension counts `klWeights` times.
  package func gradient(
    codeGradient: UnsafePointer<Float>, noise: UnsafePointer<Float>, deviation: UnsafePointer<Float>,
    klWeights: UnsafePointer<Float>, into gradient: UnsafeMutablePointer<Float>
  ) {
    for j in 0..<latentSize {
      gradient[j] = codeGradient[j] + klWeights[j] * mean[j]
      gradient[latentSize + j] =
        0.5 * codeGradient[j] * noise[j] * deviation[j]
        + 0.5 * klWeights[j] * (deviation[j] * deviation[j] - 1)
    }
  }
}
