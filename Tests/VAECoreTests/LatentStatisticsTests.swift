import Foundation
import TestSupport
import Testing
import VAECore

@Suite("The statistics of the latents")
struct LatentStatisticsTests {
  private func posterior(mean: [[Float]], logVariance: [[Float]]? = nil) -> Posterior {
    let zeros = mean.map { $0.map { _ in Float(0) } }
    func matrix(_ rows: [[Float]]) -> FloatMatrix {
      FloatMatrix(rows: rows.count, columns: rows[0].count, elements: rows.flatMap { $0 })
    }
    return Posterior(mean: matrix(mean), logVariance: matrix(logVariance ?? zeros))
  }

  @Test("have variances of the means over batches as over all rows at once")
  func meanVariances() {
    let rows: [[Float]] = [[1, 5, 0], [3, 5, 0.1], [2, 5, 0.3], [6, 5, 0]]
    var statistics = LatentStatistics(latentSize: 3)
    for batch in [rows[0..<1], rows[1..<4]] { statistics.add(posterior(mean: Array(batch))) }
    // By hand: means 3, 5 and 0.1; squared deviations 4 + 0 + 1 + 9, 0, and 0.01 + 0 + 0.04 + 0.01.
    #expect(abs(statistics.means[0] - 3) < 1e-12 && abs(statistics.means[2] - 0.1) < 1e-8)
    #expect(abs(statistics.meanVariances[0] - 3.5) < 1e-12)
    #expect(statistics.meanVariances[1] == 0)
    #expect(abs(statistics.meanVariances[2] - 0.015) < 1e-8)
    #expect(statistics.count == 4)
  }

  @Test("have the standard deviations, variances and KLs of the formulas worked by hand")
  func byHand() {
    var statistics = LatentStatistics(latentSize: 2)
    // Standard deviations 1 and 2, and twice 1.
    let logVariance = Float(2 * log(2.0))
    statistics.add(posterior(mean: [[0, 0], [2, 0]], logVariance: [[0, 0], [logVariance, 0]]))
    #expect(abs(statistics.standardDeviations[0] - 1.5) < 1e-6 && statistics.standardDeviations[1] == 1)
    // The means' 1 and the mean of 1 and 4.
    #expect(abs(statistics.aggregateVariances[0] - 3.5) < 1e-6 && statistics.aggregateVariances[1] == 1)
    // Half of 0 and of (4 + 4 - 1 - 2 ln 2) / 2.
    #expect(abs(statistics.kls[0] - (7 - 2 * log(2.0)) / 4) < 1e-6)
    #expect(statistics.kls[1] == 0)
  }

  @Test("of a model are those of what it encodes")
  func ofModel() throws {
    let kernels = try bestKernels()
    let model = try VAE(Architecture(pixels: 9, hidden: [6], latentSize: 2), seed: 1)
    var random = RandomStream(testSeed: 2)
    let pixels = random.bytes(9 * 510)
    var expected = LatentStatistics(latentSize: 2)
    expected.add(
      model.encode(
        FloatMatrix(rows: 502, columns: 9, elements: pixels.prefix(9 * 502).map { Float($0) / 255 }),
        kernels: kernels))
    #expect(LatentStatistics(of: model, pixels: pixels, count: 502, kernels: kernels) == expected)
  }

  @Test("count a dimension as active from a variance over 0.01 on")
  func activeUnits() {
    var statistics = LatentStatistics(latentSize: 3)
    statistics.add(posterior(mean: [[0, 0, 0], [0.19, 0.21, 2]]))
    #expect(statistics.activeUnits == 2)
  }

  @Test("are all zero without images")
  func empty() {
    let statistics = LatentStatistics(latentSize: 4)
    #expect(statistics.activeUnits == 0 && statistics.latentSize == 4)
    #expect(statistics.kls == [0, 0, 0, 0] && statistics.aggregateVariances == [0, 0, 0, 0])
  }
}
