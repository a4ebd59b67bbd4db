import Testing
import VAECore

@Suite("Shuffled indices")
struct ShuffledIndicesTests {
  @Test("hold every index once", arguments: [0, 1, 2, 3, 1000])
  func permutation(count: Int) {
    #expect(RandomStream.shuffledIndices(count: count, seed: 1, epoch: 1).sorted() == Array(0..<count))
  }

  @Test("are the same for a seed and an epoch, and others for others")
  func reproducible() {
    let order = RandomStream.shuffledIndices(count: 100, seed: 1, epoch: 1)
    #expect(order == RandomStream.shuffledIndices(count: 100, seed: 1, epoch: 1))
    #expect(order != RandomStream.shuffledIndices(count: 100, seed: 1, epoch: 2))
    #expect(order != RandomStream.shuffledIndices(count: 100, seed: 2, epoch: 1))
  }

  @Test("put every index in every place equally often")
  func uniform() {
    var counts = [[Int]](repeating: [Int](repeating: 0, count: 4), count: 4)
    for epoch in 0..<8000 {
      for (place, index) in RandomStream.shuffledIndices(count: 4, seed: 9, epoch: epoch).enumerated() {
        counts[place][index] += 1
      }
    }
    #expect(counts.allSatisfy { $0.allSatisfy { abs($0 - 2000) < 200 } })
  }
}
