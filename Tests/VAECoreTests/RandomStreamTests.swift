import Testing
import VAECore

@Suite("Random streams")
struct RandomStreamTests {
  @Test("are functions of seed, purpose, step and row")
  func keys() {
    func first(_ seed: UInt64, _ purpose: RandomPurpose, _ step: Int, _ row: Int) -> [UInt32] {
      var stream = RandomStream(seed: seed, purpose: purpose, step: step, row: row)
      return (0..<6).map { _ in stream.nextWord() }
    }
    let streams = [
      first(1, .evaluation, 2, 3), first(2, .evaluation, 2, 3), first(1 << 32 | 1, .evaluation, 2, 3),
      first(1, .shuffling, 2, 3), first(1, .evaluation, 3, 3), first(1, .evaluation, 1 << 32 | 2, 3),
      first(1, .evaluation, 2, 4),
    ]
    #expect(Set(streams).count == streams.count)
    #expect(first(1, .evaluation, 2, 3) == streams[0])
  }

  @Test("are uniform with mean 1/2 and variance 1/12, ends left out")
  func uniform() {
    var stream = RandomStream(testSeed: 1)
    let values = stream.uniforms(100_000).map(Double.init)
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(values.count)
    #expect(abs(mean - 0.5) < 0.004 && abs(variance - 1.0 / 12) < 0.001)
    #expect(values.allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test("are normal with the right moments and tails")
  func normal() {
    var stream = RandomStream(testSeed: 2)
    let values = stream.normals(100_000).map(Double.init)
    func moment(_ order: Int) -> Double {
      values.reduce(0) { sum, value in sum + (0..<order).reduce(1) { power, _ in power * value } }
        / Double(values.count)
    }
    #expect(abs(moment(1)) < 0.015 && abs(moment(2) - 1) < 0.025)
    #expect(abs(moment(3)) < 0.06 && abs(moment(4) - 3) < 0.2)
    let beyondTwo = Double(values.filter { abs($0) > 2 }.count) / Double(values.count)
    #expect(abs(beyondTwo - 0.0455) < 0.004)
  }

  @Test("neighbouring rows are not correlated")
  func rows() {
    let pairs = (0..<20_000).map { row in
      (0...1).map { offset in
        var stream = RandomStream(seed: 1, purpose: .reparameterization, step: 5, row: row + offset)
        return Double(stream.normal())
      }
    }
    let correlation = pairs.reduce(0) { $0 + $1[0] * $1[1] } / Double(pairs.count)
    #expect(abs(correlation) < 0.03)
  }

  @Test("return every integer below a bound equally often")
  func below() {
    var stream = RandomStream(testSeed: 3)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[Int(stream.next(below: 7))] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 500 })
    #expect(stream.next(below: 1) == 0)
  }
}
