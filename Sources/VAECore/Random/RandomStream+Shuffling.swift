extension RandomStream {
  /// The numbers `0..<count` in the random order of one epoch (Fisher and Yates).
  ///
  /// One seed and epoch always have the same order. `count` is at most 2^32 - 1.
  public static func shuffledIndices(count: Int, seed: UInt64, epoch: Int) -> [Int] {
    precondition(count >= 0 && count <= UInt32.max, "An order of \(count) images.")
    var indices = Array(0..<count)
    var random = RandomStream(seed: seed, purpose: .shuffling, step: epoch)
    for last in stride(from: count - 1, to: 0, by: -1) {
      indices.swapAt(last, Int(random.next(below: UInt32(last + 1))))
    }
    return indices
  }
}
