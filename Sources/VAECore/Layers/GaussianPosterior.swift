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

  /// Log variances above this are taken for this.
  ///
  /// exp(89) is infinite, and already the square of a gradient through exp(44) is, which would stop Adam for
  /// ever; a variance of e^30 is far beyond any that means something.
  package static let greatestLogVariance: Float = 30

  /// A log variance, or the greatest that is allowed where it is above that; NaN stays NaN.
  package static func clamped(_ logVariance: Float) -> Float {
    logVariance > greatestLogVariance ? greatestLogVariance : logVariance
  }

  /// Takes `mean | logVariance`, `2 * latentSize` floats, as the encoder's heads give them.
  package init(heads: UnsafeMutablePointer<Float>, latentSize: Int) {
    mean = heads
    logVariance = heads + latentSize
    self.latentSize = latentSize
  }

  /// The deviation exp(logVariance / 2).
  package static func deviation(logVariance: Float) -> Float { expf(0.5 * logVariance) }

  /// Brings log variances down to the greatest that is allowed and returns how many were above it.
  ///
  /// The gradient is that of the clamped value, handed straight through.
  package func clampLogVariance() -> Int {
    var clamped = 0
    for j in 0..<latentSize where logVariance[j] > Self.greatestLogVariance {
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
  package func divergence(deviation: UnsafePointer<Float>) -> Double {
    var sum = 0.0
    for j in 0..<latentSize {
      sum += Self.divergence(mean: mean[j], logVariance: logVariance[j], deviation: deviation[j])
    }
    return sum
  }

  /// KL(N(mean, deviation^2) || N(0, 1)) of one dimension, in nats.
  package static func divergence(mean: Float, logVariance: Float, deviation: Float) -> Double {
    // Near the prior the terms cancel, so that they are added up in Double.
    let (mean, deviation) = (Double(mean), Double(deviation))
    return 0.5 * (mean * mean + deviation * deviation - 1 - Double(logVariance))
  }

  /// Backward through the sample and the divergence together, as `mean | logVariance` gradients
  /// `[2 * latent]`: `codeGradient` comes from the decoder, and the divergence of each dimension counts
  /// `divergenceWeights` times.
  package func gradient(
    codeGradient: UnsafePointer<Float>, noise: UnsafePointer<Float>, deviation: UnsafePointer<Float>,
    divergenceWeights: UnsafePointer<Float>, into gradient: UnsafeMutablePointer<Float>
  ) {
    for j in 0..<latentSize {
      gradient[j] = codeGradient[j] + divergenceWeights[j] * mean[j]
      gradient[latentSize + j] =
        0.5 * codeGradient[j] * noise[j] * deviation[j]
        + 0.5 * divergenceWeights[j] * (deviation[j] * deviation[j] - 1)
    }
  }
}
