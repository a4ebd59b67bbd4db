/// The greys of xterm's 256 colours: black (16), 24 steps (232...255) and white (231).
///
/// The indices 0...15 are left out, since users set them to what they like.
public enum GreyRamp {
  /// The palette indices from black to white.
  public static let indices: [UInt8] = [16] + Array(232...255) + [231]

  /// The brightness of each of `indices`, in 0...1: 0, then 8, 18, ..., 238 of 255, then 1.
  public static let levels: [Float] = [0] + (0..<24).map { Float(8 + 10 * $0) / 255 } + [1]

  /// The palette index whose grey is nearest to a brightness in 0...1.
  public static func index(nearest level: Float) -> UInt8 {
    let nearest = levels.indices.min { abs(levels[$0] - level) < abs(levels[$1] - level) }
    return indices[nearest ?? 0]
  }

  /// The brightness in 0...1 of a palette index; nil where it is not one of the ramp's.
  public static func level(of index: UInt8) -> Float? {
    indices.firstIndex(of: index).map { levels[$0] }
  }
}
