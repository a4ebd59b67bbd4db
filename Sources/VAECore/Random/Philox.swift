/// Philox 4x32-10: a bijection of 128-bit counters for each 64-bit key, whose outputs pass for random.
///
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 4.3. It has no
/// state, so every row of every step has its own numbers, in any order and on any thread.
public struct Philox: Sendable, Equatable {
  /// The key.
  public let key: SIMD2<UInt32>

  /// A generator for one key.
  public init(key: SIMD2<UInt32>) {
    self.key = key
  }

  /// Four random words for a counter.
  public func block(_ counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
    var words = counter
    var key = key
    for _ in 0..<10 {
      let (high0, low0) = words[0].multipliedFullWidth(by: 0xD251_1F53)
      let (high1, low1) = words[2].multipliedFullWidth(by: 0xCD9E_8D57)
      words = SIMD4(high1 ^ words[1] ^ key[0], low1, high0 ^ words[3] ^ key[1], low0)
      key &+= SIMD2(0x9E37_79B9, 0xBB67_AE85)
    }
    return words
  }
}
