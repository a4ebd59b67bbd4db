import SystemLibrary

/// The standard normal distribution N(0, 1), the prior of each latent dimension.
public enum StandardNormal {
  /// Returns the probability, in 0...1, that a sample is at most `z`.
  public static func cumulative(_ z: Double) -> Double {
    0.5 * erfc(-z / 2.0.squareRoot())
  }

  /// Returns the value below which a sample lies with probability `probability`.
  ///
  /// Peter Acklam's rational approximation and one step of Halley's method against `cumulative`:
  /// relative error under 1e-14 for probabilities from 1e-300 up. Returns minus infinity for 0, infinity for 1, and
  /// NaN for anything outside 0...1.
  public static func quantile(_ probability: Double) -> Double {
    guard probability > 0, probability < 1 else {
      return probability == 0 ? -.infinity : probability == 1 ? .infinity : .nan
    }
    let estimate = approximateQuantile(probability)
    let error = cumulative(estimate) - probability
    let correction = error * (2 * Double.pi).squareRoot() * exp(estimate * estimate / 2)
    return estimate - correction / (1 + estimate * correction / 2)
  }

  private static func approximateQuantile(_ p: Double) -> Double {
    let edge = 0.02425
    if p < edge { return tail((-2 * log(p)).squareRoot()) }
    if p > 1 - edge { return -tail((-2 * log1p(-p)).squareRoot()) }
    let q = p - 0.5
    let r = q * q
    return q
      * polynomial(
        r,
        [
          -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02,
          -3.066479806614716e+01, 2.506628277459239e+00,
        ])
      / polynomial(
        r,
        [
          -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01,
          -1.328068155288572e+01, 1,
        ])
  }

  private static func tail(_ q: Double) -> Double {
    polynomial(
      q,
      [
        -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00,
        4.374664141464968e+00, 2.938163982698783e+00,
      ])
      / polynomial(
        q,
        [
          7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1,
        ])
  }

  /// Evaluates a polynomial by Horner's rule, highest power first.
  private static func polynomial(_ x: Double, _ coefficients: [Double]) -> Double {
    coefficients.reduce(0) { $0 * x + $1 }
  }
}
