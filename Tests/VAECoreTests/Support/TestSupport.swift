import Foundation
import VAECore

/// The names of all kernels that this CPU can run.
let kernelNames = Kernels.available.map(\.name)

/// The fastest kernels, for tests that are not about kernels.
func bestKernels() throws -> Kernels {
  Kernels.best
}

extension RandomStream {
  /// A stream for tests.
  init(testSeed: Int) {
    self.init(seed: UInt64(testSeed), purpose: .analysis)
  }

  mutating func normals(_ count: Int) -> [Float] {
    (0..<count).map { _ in normal() }
  }

  mutating func uniforms(_ count: Int) -> [Float] {
    (0..<count).map { _ in uniform() }
  }

  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(next(below: 256)) }
  }
}

/// The distance of two vectors over the length of the longer one.
func relativeError(_ a: [Float], _ b: [Double]) -> Double {
  guard a.count == b.count else { return .infinity }
  let distance = zip(a, b).map { (Double($0) - $1) * (Double($0) - $1) }.reduce(0, +)
  let size = max(a.map { Double($0) * Double($0) }.reduce(0, +), b.map { $0 * $0 }.reduce(0, +))
  return size == 0 ? 0 : (distance / size).squareRoot()
}

/// The gradient of a function of many variables by central differences.
func centralDifferences(at point: [Double], _ function: ([Double]) -> Double) -> [Double] {
  let step = 1e-6
  return point.indices.map { index in
    var moved = point
    moved[index] = point[index] + step
    let above = function(moved)
    moved[index] = point[index] - step
    return (above - function(moved)) / (2 * step)
  }
}
