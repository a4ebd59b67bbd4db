import SystemLibrary

/// An endless sequence of random numbers that is a function of a seed, a purpose, a step and a row alone.
///
/// It is Philox with the seed for its key; the counter holds the block within the stream, the row, the step
/// and the purpose.
public struct RandomStream: RandomNumberGenerator, Sendable {
  private let philox: Philox
  private var counter: SIMD4<UInt32>
  private var words = SIMD4<UInt32>()
  private var wordsUsed = 4
  private var spareNormal: Float?

  /// The stream of one row of one step.
  ///
  /// Rows count modulo 2^32, steps modulo 2^56.
  public init(seed: UInt64, purpose: RandomPurpose, step: Int = 0, row: Int = 0) {
    philox = Philox(key: SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
    counter = SIMD4(
      0, UInt32(truncatingIfNeeded: row), UInt32(truncatingIfNeeded: step),
      UInt32(truncatingIfNeeded: step >> 32) << 8 | UInt32(purpose.rawValue))
  }

  /// The next 32 bits.
  public mutating func nextWord() -> UInt32 {
    if wordsUsed == 4 {
      words = philox.block(counter)
      counter[0] &+= 1
      wordsUsed = 0
    }
    defer { wordsUsed += 1 }
    return words[wordsUsed]
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    let low = UInt64(nextWord())
    return UInt64(nextWord()) << 32 | low
  }

  /// A uniform number in the open interval 0...1: an odd multiple of 2^-24, so neither end can occur.
  public mutating func uniform() -> Float {
    (Float(nextWord() >> 9) + 0.5) * 0x1p-23
  }

  /// A standard normal number (Box and Muller 1958), at most 5.8 from 0.
  public mutating func normal() -> Float {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    let radius = sqrtf(-2 * logf(uniform()))
    let angle = 2 * Float.pi * uniform()
    spareNormal = radius * sinf(angle)
    return radius * cosf(angle)
  }

  /// An integer in `0..<bound`, each equally likely (Lemire 2019, "Fast random integer generation in an
  /// interval").
  ///
  /// `bound` must not be 0.
  public mutating func next(below bound: UInt32) -> UInt32 {
    precondition(bound > 0, "There is no non-negative integer below 0.")
    var product = nextWord().multipliedFullWidth(by: bound)
    let rejected = (0 &- bound) % bound
    while product.low < rejected {
      product = nextWord().multipliedFullWidth(by: bound)
    }
    return product.high
  }
}

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
