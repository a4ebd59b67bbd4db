import Testing
import VAECore

@Suite("Adam")
struct AdamTests {
  @Test("follows a sequence worked by hand", arguments: kernelNames)
  func byHand(kernelName: String) throws {
    // beta1 = beta2 = 1/2, rate 1/10, no epsilon, gradients 1, -1, 3 from the parameter 0:
    //   m = 1/2, -1/4, 11/8     over 1 - beta1^t: 1, -1/3, 11/7
    //   v = 1/2, 3/4, 39/8      over 1 - beta2^t: 1, 1, 39/7
    //   steps of -0.1 m/sqrt(v): -0.1, +0.0333333, -0.0665750
    let expected: [Float] = [-0.1, -0.0666667, -0.1332417]
    let adam = Adam(learningRate: 0.1, beta1: 0.5, beta2: 0.5, epsilon: 0)
    let found = try run(adam, gradients: [1, -1, 3], parameters: 1, kernelName: kernelName)
    for (step, values) in found.enumerated() {
      #expect(abs(values[0] - expected[step]) < 1e-7)
    }
  }

  @Test("takes steps of the learning rate at first, whatever the gradient's size", arguments: kernelNames)
  func firstStep(kernelName: String) throws {
    let adam = Adam(learningRate: 0.01)
    #expect(adam.beta1 == 0.9 && adam.beta2 == 0.999 && adam.epsilon == 1e-8)
    for gradient: Float in [1e-3, 1, -1e4] {
      let found = try run(adam, gradients: [gradient], parameters: 1, kernelName: kernelName)
      #expect(abs(found[0][0] + (gradient > 0 ? 0.01 : -0.01)) < 1e-6)
    }
  }

  @Test("adds epsilon after the bias correction", arguments: kernelNames)
  func epsilon(kernelName: String) throws {
    // m / (1 - beta1) = 1 and sqrt(v / (1 - beta2)) = 1, so the step is 1 / (1 + 1).
    let adam = Adam(learningRate: 1, epsilon: 1)
    let found = try run(adam, gradients: [1], parameters: 1, kernelName: kernelName)
    #expect(abs(found[0][0] + 0.5) < 1e-5)
  }

  @Test("treats every parameter of a range alike and none outside it", arguments: kernelNames)
  func range(kernelName: String) throws {
    let kernels = try Kernels.named(kernelName)
    let parameters = FloatBuffer([Float](repeating: 0, count: 50))
    let gradients = FloatBuffer([Float](repeating: 2, count: 50))
    let slots = (0..<2).map { _ in FloatBuffer(count: 50) }
    let isFinite = kernels.update(
      Optimizer.adam(Adam()).update(step: 1), 7..<44, of: parameters, gradient: gradients.start, slots: slots)
    #expect(isFinite)
    let inside = parameters.elements[7..<44]
    #expect(Set(inside).count == 1 && inside.allSatisfy { $0 < 0 })
    #expect(parameters.elements.filter { $0 == 0 }.count == 50 - 37)
  }

  @Test("does not move where there is no gradient")
  func noGradient() throws {
    let found = try run(Adam(), gradients: [0, 0], parameters: 20, kernelName: "portable")
    #expect(found.allSatisfy { $0.allSatisfy { $0 == 0 } })
  }

  /// The parameters after each step, from zeros, when all have the same gradient.
  private func run(
    _ adam: Adam, gradients: [Float], parameters count: Int, kernelName: String
  ) throws -> [[Float]] {
    let kernels = try Kernels.named(kernelName)
    let parameters = FloatBuffer(count: count)
    let slots = (0..<2).map { _ in FloatBuffer(count: count) }
    return gradients.enumerated().map { index, gradient in
      let gradients = FloatBuffer([Float](repeating: gradient, count: count))
      _ = kernels.update(
        Optimizer.adam(adam).update(step: index + 1), 0..<count, of: parameters, gradient: gradients.start,
        slots: slots)
      return parameters.elements
    }
  }
}
