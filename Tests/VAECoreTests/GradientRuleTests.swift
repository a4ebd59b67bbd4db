import Foundation
import Testing

@testable import VAECore

@Suite("Gradient rules")
struct GradientRuleTests {
  static let rules: [GradientRule] = [
    .dense(rows: 1, inputs: 1, outputs: 1),
    .dense(rows: 3, inputs: 5, outputs: 2, sharing: .rows),
    .dense(rows: 2, inputs: 6, outputs: 35),
    .dense(rows: 17, inputs: 4, outputs: 7, method: .nonzero),
    .dense(rows: 2, inputs: 3, outputs: 130, sharing: .rows),
    .dense(rows: 3, inputs: 130, outputs: 2),
    .dense(rows: 9, inputs: 130, outputs: 1, after: .relu, method: .nonzero),
    .dense(rows: 2, inputs: 140, outputs: 2, after: .tanh, sharing: .rows),
    .dense(rows: 3, inputs: 19, outputs: 5, after: .relu),
    .dense(rows: 19, inputs: 9, outputs: 5, after: .relu, method: .nonzero, sharing: .rows),
    .dense(rows: 3, inputs: 19, outputs: 5, after: .tanh),
    .dense(rows: 2, inputs: 37, outputs: 3, after: .sigmoid),
    .bernoulliLoss(count: 1),
    .bernoulliLoss(count: 35),
    .posterior(latentSize: 1),
    .posterior(latentSize: 5),
  ]

  @Test("equal the formula in Double, and its finite differences", arguments: rules, kernelNames)
  func equalsFiniteDifferences(rule: GradientRule, kernelName: String) throws {
    let kernels = try Kernels.named(kernelName)
    for seed in 1...3 {
      var random = RandomStream(testSeed: seed)
      let inputs = random.normals(rule.inputs)
      let point = inputs.map(Double.init)
      let expected = rule.reference(point)
      #expect(relativeError(rule.forward(kernels, inputs), expected) < 1e-6)

      // Weighted unevenly, so that what goes to a wrong place cannot cancel.
      let weights = random.normals(expected.count)
      let differences = centralDifferences(at: point) { moved in
        zip(rule.reference(moved), weights).reduce(0) { $0 + $1.0 * Double($1.1) }
      }
      #expect(relativeError(rule.gradient(kernels, inputs, weights), differences) < 2e-6)
    }
  }
}
