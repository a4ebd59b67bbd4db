import CKernels
import Testing

@Suite("A step of Adam")
struct AdamStepTests {
  static let counts = [1, 3, 15, 16, 17, 50]

  @Test(
    "equals the algorithm in Double, for every count, and writes nothing beyond", arguments: kernelNames,
    counts)
  func equalsReference(name: String, count: Int) throws {
    let kernels = try kernels(name)
    var numbers = TestNumbers(seed: 31)
    let constants = latentwalk_adam(
      beta1: 0.75, beta2: 0.875, epsilon: 0.01, step_size: 0.1, second_moment_scale: 2)
    let (before, gradients) = (numbers.next(count + 1), numbers.next(count))
    let (first, second) = (numbers.next(count + 1), numbers.next(count + 1).map(abs))
    var (parameters, firstMoments, secondMoments) = (before, first, second)
    #expect(kernels.adam_step(count, &parameters, gradients, &firstMoments, &secondMoments, constants))
    for i in 0..<count {
      let gradient = Double(gradients[i])
      let m = 0.75 * Double(first[i]) + 0.25 * gradient
      let v = 0.875 * Double(second[i]) + 0.125 * gradient * gradient
      let parameter = Double(before[i]) - 0.1 * m / (v.squareRoot() * 2 + 0.01)
      #expect(abs(Double(firstMoments[i]) - m) < 1e-6)
      #expect(abs(Double(secondMoments[i]) - v) < 1e-6)
      #expect(abs(Double(parameters[i]) - parameter) < 1e-6)
    }
    #expect(
      parameters[count] == before[count] && firstMoments[count] == first[count]
        && secondMoments[count] == second[count])
  }

  @Test("reports a second moment that is not finite, in any place", arguments: kernelNames)
  func notFinite(name: String) throws {
    let kernels = try kernels(name)
    let constants = latentwalk_adam(
      beta1: 0.9, beta2: 0.999, epsilon: 1e-8, step_size: 0.1, second_moment_scale: 1)
    for gradient: Float in [.nan, .infinity, 1e30] {
      for place in 0..<35 {
        var gradients = [Float](repeating: 1, count: 35)
        gradients[place] = gradient
        var parameters = [Float](repeating: 0, count: 35)
        var (first, second) = (parameters, parameters)
        #expect(!kernels.adam_step(35, &parameters, gradients, &first, &second, constants))
      }
    }
  }
}
