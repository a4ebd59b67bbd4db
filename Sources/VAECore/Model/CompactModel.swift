/// A model in little more than a quarter of its bytes, for looking at, not for going on from.
///
/// The parameters are integers in -127...127, in blocks of 32, each with a scale of its own: the block's largest
/// magnitude over 127. So a parameter is off by at most half its block's scale. Blocks in which anything is infinite
/// or NaN come back as NaN.
public struct CompactModel: Sendable {
  /// The sizes of the model's layers.
  public let architecture: Architecture
  private let values: [Int8]
  private let scales: [Float]

  /// Parameters of a block.
  private static let block = 32

  /// Rounds a model.
  public init(_ model: VAE) {
    architecture = model.architecture
    let count = model.parameters.count
    var scales = [Float](repeating: 0, count: Self.blockCount(count))
    values = [Int8](unsafeUninitializedCapacity: count) { values, valueCount in
      // A valid model is never empty.
      let values = values.baseAddress.unsafelyUnwrapped
      model.withParameters { parameters in
        Self.forEachBlock(of: count) { block, start, size in
          scales[block] = Self.compress(parameters + start, size, into: values + start)
        }
      }
      valueCount = count
    }
    self.scales = scales
  }

  /// The model, nearly as it was.
  public var model: VAE {
    let count = values.count
    let parameters = [Float](unsafeUninitializedCapacity: count) { parameters, parameterCount in
      let parameters = parameters.baseAddress.unsafelyUnwrapped
      values.withUnsafeBufferPointer { values in
        let values = values.baseAddress.unsafelyUnwrapped
        Self.forEachBlock(of: count) { block, start, size in
          Self.expand(values + start, size, scale: scales[block], into: parameters + start)
        }
      }
      parameterCount = count
    }
    return VAE(architecture, parameters: parameters)
  }

  /// The bytes that a model of this architecture takes, which must be valid.
  public static func byteCount(_ architecture: Architecture) -> Int {
    let count = architecture.parameterCount
    return count + blockCount(count) * MemoryLayout<Float>.stride
  }

  private static func blockCount(_ count: Int) -> Int { (count + block - 1) / block }
}

// The loops, over pointers and of a size that the compiler knows, so that they become vectors.
extension CompactModel {
  /// Calls `body` for each block of `count` parameters: all but the last have the same size.
  @inline(__always)
  private static func forEachBlock(of count: Int, _ body: (_ block: Int, _ start: Int, _ size: Int) -> Void) {
    let (whole, rest) = count.quotientAndRemainder(dividingBy: block)
    for index in 0..<whole { body(index, index * block, block) }
    if rest > 0 { body(whole, whole * block, rest) }
  }

  /// Rounds a block and returns its scale.
  @inline(__always)
  private static func compress(
    _ parameters: UnsafePointer<Float>, _ size: Int, into values: UnsafeMutablePointer<Int8>
  ) -> Float {
    // Without their signs, the bits of floats are in the order of what they stand for, and what is infinite or NaN is
    // above all that is not.
    var largest: Int32 = 0
    for i in 0..<size {
      largest = max(largest, Int32(bitPattern: parameters[i].bitPattern & 0x7fff_ffff))
    }
    let magnitude = Float(bitPattern: UInt32(bitPattern: largest))
    let scale = magnitude.isFinite ? magnitude / 127 : .nan
    let inverse = 1 / scale
    // Added to 1.5 * 2^23, a number is rounded to an integer, which is in the lowest bits of the sum: a conversion
    // would trap at NaN. The result for blocks of zeros and NaN does not matter, since their scales make zeros and
    // NaN of it.
    let roundingShift: Float = 12_582_912
    for i in 0..<size {
      values[i] = Int8(truncatingIfNeeded: (parameters[i] * inverse + roundingShift).bitPattern)
    }
    return scale
  }

  /// The inverse of `compress`.
  @inline(__always)
  private static func expand(
    _ values: UnsafePointer<Int8>, _ size: Int, scale: Float, into parameters: UnsafeMutablePointer<Float>
  ) {
    for i in 0..<size { parameters[i] = Float(values[i]) * scale }
  }
}
