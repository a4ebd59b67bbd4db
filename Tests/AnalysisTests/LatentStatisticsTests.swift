import Analysis
import Testing
import VAECore

@Suite struct LatentStatisticsTests {
  @Test("variances over batches are those over all rows at once")
  func variances() {
    let rows: [[Float]] = [[1, 5, 0], [3, 5, 0.1], [2, 5, 0.3], [6, 5, 0]]
    var statistics = LatentStatistics(latentSize: 3)
    for batch in [rows[0..<1], rows[1..<4]] {
      statistics.add(Matrix(rows: batch.count, columns: 3, elements: batch.flatMap { $0 }))
    }
    // By hand: means 3, 5 and 0.1; squared deviations 4 + 0 + 1 + 9, 0, and 0.01 + 0 + 0.04 + 0.01.
    #expect(abs(statistics.variances[0] - 3.5) < 1e-12)
    #expect(statistics.variances[1] == 0)
    #expect(abs(statistics.variances[2] - 0.015) < 1e-8)
    #expect(statistics.count == 4)
  }

  @Test("a dimension is active from a variance over 0.01 on")
  func activeUnits() {
    var statistics = LatentStatistics(latentSize: 3)
    statistics.add(Matrix(rows: 2, columns: 3, elements: [0, 0, 0, 0.19, 0.21, 2]))
    #expect(statistics.activeUnits == 2)
  }

  @Test("without images no unit is active")
  func empty() {
    #expect(LatentStatistics(latentSize: 4).activeUnits == 0)
  }
}
