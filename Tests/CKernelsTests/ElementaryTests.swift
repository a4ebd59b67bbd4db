import CKernels
import Foundation
import Testing

@Suite("Elementary functions")
struct ElementaryTests {
  @Test("exp is accurate to 2 units in the last place, subnormal results included", arguments: kernelNames)
  func exponential(name: String) throws {
    let kernels = try kernels(name)
    check(kernels.exponential, of: grid(-104, 89), against: { exp($0) }, units: 2)
    check(kernels.exponential, of: grid(-1, 1), against: { exp($0) }, units: 2)
    let extremes: [Float] = [-.infinity, -1e30, -105, 0, 89, 1e30, .infinity]
    #expect(map(kernels.exponential, extremes) == [0, 0, 0, 1, .infinity, .infinity, .infinity])
  }

  @Test("log1p is accurate to 3 units in the last place from -1 to infinity", arguments: kernelNames)
  func logarithm(name: String) throws {
    let kernels = try kernels(name)
    let logarithm = kernels.logarithm_of_one_plus
    check(logarithm, of: grid(-0.999, 1), against: { log1p($0) }, units: 3)
    check(logarithm, of: grid(0, 1e5), against: { log1p($0) }, units: 3)
    check(logarithm, of: [1e-38, 1e-20, 1e-9, -1e-9, 6e-8, 1e30, 3e38], against: { log1p($0) }, units: 3)
    #expect(map(logarithm, [0, -1, .infinity]) == [0, -.infinity, .infinity])
    #expect(map(logarithm, [-1.5, -.infinity]).allSatisfy { $0.isNaN })
  }

  @Test("sigmoid is accurate to 4 units in the last place", arguments: kernelNames)
  func sigmoid(name: String) throws {
    let kernels = try kernels(name)
    check(kernels.sigmoid, of: grid(-100, 100), against: { 1 / (1 + exp(-$0)) }, units: 4)
    check(kernels.sigmoid, of: grid(-2, 2), against: { 1 / (1 + exp(-$0)) }, units: 4)
    #expect(map(kernels.sigmoid, [-.infinity, -1e4, 0, 1e4, .infinity]) == [0, 0, 0.5, 1, 1])
  }

  @Test("tanh is accurate to 4 units in the last place, and odd", arguments: kernelNames)
  func hyperbolicTangent(name: String) throws {
    let kernels = try kernels(name)
    check(kernels.hyperbolic_tangent, of: grid(-12, 12), against: { tanh($0) }, units: 4)
    check(kernels.hyperbolic_tangent, of: grid(-0.7, 0.7), against: { tanh($0) }, units: 4)
    check(kernels.hyperbolic_tangent, of: [1e-38, 1e-10, -1e-5], against: { tanh($0) }, units: 4)
    #expect(map(kernels.hyperbolic_tangent, [-.infinity, -1e4, 0, 1e4, .infinity]) == [-1, -1, 0, 1, 1])
  }

  @Test("return NaN for NaN in every lane, and only there", arguments: kernelNames)
  func notANumber(name: String) throws {
    let kernels = try kernels(name)
    for function in [
      kernels.exponential, kernels.logarithm_of_one_plus, kernels.sigmoid, kernels.hyperbolic_tangent,
    ] {
      for count in [1, 3, 16, 17, 35] {
        for position in 0..<count {
          var values = [Float](repeating: 0.25, count: count)
          values[position] = .nan
          let expected = (0..<count).map { $0 == position }
          #expect(map(function, values).map(\.isNaN) == expected)
        }
      }
    }
  }

  typealias Function = @convention(c) (Int, UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void

  private func map(_ function: Function, _ values: [Float]) -> [Float] {
    var result = [Float](repeating: -7, count: values.count)
    function(values.count, values, &result)
    return result
  }

  private func grid(_ from: Double, _ to: Double) -> [Float] {
    (0...9_999).map { Float(from + (to - from) * Double($0) / 9_999) }
  }

  private func check(
    _ function: Function, of values: [Float], against reference: (Double) -> Double, units: Double,
    _ location: SourceLocation = #_sourceLocation
  ) {
    var worst = (units: 0.0, at: Float(0))
    for (value, result) in zip(values, map(function, values)) {
      let expected = reference(Double(value))
      let unit = Float(expected).isFinite ? Double(Float(expected).ulp) : .infinity
      let error = Float(expected) == result ? 0 : abs(Double(result) - expected) / unit
      if error.isNaN || error > worst.units { worst = (error.isNaN ? .infinity : error, value) }
    }
    #expect(worst.units <= units, "off by \(worst.units) units at \(worst.at)", sourceLocation: location)
  }
}
