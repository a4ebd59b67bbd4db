import VAECore

/// Grey images of `side * side` pixels with a bright spot or two on black, as bytes, `[count x pixels]`: about as many
/// of their pixels are black as of handwritten digits'.
public func spotImages(count: Int, side: Int, seed: UInt64) -> [UInt8] {
  (0..<count).flatMap { image -> [UInt8] in
    var random = RandomStream(seed: seed, purpose: .analysis, row: image)
    let spots = (0...random.next(below: 2)).map { _ in
      (
        row: Int(random.next(below: UInt32(side))), column: Int(random.next(below: UInt32(side))),
        size: 3 + Int(random.next(below: 6))
      )
    }
    return (0..<side * side).map { index in
      let (row, column) = index.quotientAndRemainder(dividingBy: side)
      let brightness = spots.map { spot in
        let (y, x) = (row - spot.row, column - spot.column)
        return 255 - 255 * (x * x + y * y) / (spot.size * spot.size)
      }
      return UInt8(max(0, brightness.max() ?? 0))
    }
  }
}
