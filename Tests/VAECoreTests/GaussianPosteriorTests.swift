import Testing
import VAECore

@Suite("The Gaussian posterior")
struct GaussianPosteriorTests {
  @Test("has no KL where it is the prior")
  func prior() {
    #expect(kl(mean: [0, 0], logVariance: [0, 0]) == 0)
  }

  @Test("has the KL of the formula worked by hand")
  func byHand() {
    // 0.5 (1 + e - 1 - 1) and 0.5 (4 + 1 - 1 - 0)
    #expect(abs(kl(mean: [1, 2], logVariance: [1, 0]) - (1.718281828 / 2 + 2)) < 1e-6)
  }

  @Test("clamps log variances above 30, counts them, and leaves NaN to be seen")
  func clamps() {
    let heads = FloatBuffer([0, 0, 0, 0, 30, 31, .infinity, -1e4])
    let posterior = GaussianPosterior(heads: heads.start, latentSize: 4)
    #expect(posterior.clampLogVariance() == 2)
    #expect(heads.elements == [0, 0, 0, 0, 30, 30, 30, -1e4])

    let broken = FloatBuffer([0, .nan])
    #expect(GaussianPosterior(heads: broken.start, latentSize: 1).clampLogVariance() == 0)
    #expect(broken[1].isNaN)
  }

  @Test("stays finite, gradient and all, at the clamp")
  func finiteAtClamp() {
    let heads = FloatBuffer([3, 30])
    let posterior = GaussianPosterior(heads: heads.start, latentSize: 1)
    let deviation = FloatBuffer(count: 1)
    let code = FloatBuffer(count: 1)
    posterior.sample(noise: [-5.8], deviation: deviation.start, code: code.start)
    let gradient = FloatBuffer(count: 2)
    posterior.gradient(
      codeGradient: [1e3], noise: [-5.8], deviation: deviation.start, klWeights: [10],
      into: gradient.start)
    #expect(posterior.kl(deviation: deviation.start).isFinite)
    #expect((code.elements + gradient.elements).allSatisfy { $0.isFinite })
  }

  private func kl(mean: [Float], logVariance: [Float]) -> Double {
    let heads = FloatBuffer(mean + logVariance)
    let posterior = GaussianPosterior(heads: heads.start, latentSize: mean.count)
    let deviation = FloatBuffer(count: mean.count)
    let code = FloatBuffer(count: mean.count)
    posterior.sample(
      noise: [Float](repeating: 0, count: mean.count), deviation: deviation.start, code: code.start)
    return posterior.kl(deviation: deviation.start)
  }
}
