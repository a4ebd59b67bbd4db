import CKernels
import Testing

@Suite("Products of bfloat16")
struct BFloat16Tests {
  /// The tables of kernels that have bfloat16 products on this CPU; none on many CPUs.
  static let names = kernelNames.filter { latentwalk_bfloat16_kernels_with($0) != nil }

  @Test("exist only for kernels with the instructions")
  func dispatch() {
    #expect(latentwalk_bfloat16_kernels_with("portable") == nil)
    #expect(latentwalk_bfloat16_kernels_with("avx2") == nil)
    #expect(latentwalk_bfloat16_kernels_with("") == nil)
  }

  @Test("pair rows and columns, rounded to the nearest, odd ones with zero", arguments: names)
  func pairs(name: String) throws {
    let kernels = try bfloat16(name)
    var numbers = TestNumbers(seed: 21)
    for (rows, columns) in [(1, 1), (2, 2), (3, 5), (4, 16), (5, 31), (6, 33), (7, 70)] {
      let stride = columns + 3
      let values = numbers.next(rows * stride)
      func rounded(_ row: Int, _ column: Int) -> UInt32 {
        row < rows && column < columns ? roundToNearest(values[row * stride + column]) : 0
      }

      let (pairRows, pairColumns) = ((rows + 1) / 2, (columns + 1) / 2)
      var acrossRows = [UInt32](repeating: 7, count: pairRows * stride)
      kernels.pair_rows(rows, columns, values, stride, &acrossRows, stride)
      for i in 0..<pairRows {
        for j in 0..<stride {
          let expected = j < columns ? rounded(2 * i, j) | rounded(2 * i + 1, j) << 16 : 7
          #expect(acrossRows[i * stride + j] == expected)
        }
      }

      var alongRows = [UInt32](repeating: 7, count: rows * (pairColumns + 1))
      kernels.pair_columns(rows, columns, values, stride, &alongRows, pairColumns + 1)
      for i in 0..<rows {
        for j in 0...pairColumns {
          let expected = j < pairColumns ? rounded(i, 2 * j) | rounded(i, 2 * j + 1) << 16 : 7
          #expect(alongRows[i * (pairColumns + 1) + j] == expected)
        }
      }
    }
  }

  @Test("equal sums in Double of the rounded numbers, however they are split", arguments: names)
  func products(name: String) throws {
    let kernels = try bfloat16(name)
    var numbers = TestNumbers(seed: 22)
    for (rows, columns, depth) in [(1, 1, 1), (3, 17, 5), (15, 33, 40), (29, 48, 1031), (64, 40, 20)] {
      let (a, b) = (numbers.next(rows * depth), numbers.next(depth * columns))
      let pairs = (depth + 1) / 2
      var (aPairs, bPairs) = (
        [UInt32](repeating: 0, count: rows * pairs), [UInt32](repeating: 0, count: pairs * columns)
      )
      kernels.pair_columns(rows, depth, a, depth, &aPairs, pairs)
      kernels.pair_rows(depth, columns, b, columns, &bPairs, columns)
      var scratch = [UInt32](repeating: .max, count: kernels.product_scratch)
      var result = [Float](repeating: .nan, count: rows * columns)
      kernels.multiply(
        rows, columns, pairs, aPairs, pairs, 1, bPairs, columns, 1, &result, columns, false, nil, &scratch)
      for i in 0..<rows {
        for j in 0..<columns {
          let terms = (0..<depth).map {
            value(roundToNearest(a[i * depth + $0])) * value(roundToNearest(b[$0 * columns + j]))
          }
          let size = terms.reduce(1) { $0 + abs($1) }
          #expect(abs(Double(result[i * columns + j]) - terms.reduce(0, +)) <= 1e-6 * size)
        }
      }

      // Computed element by element, the bits are the same.
      var pieces = [Float](repeating: .nan, count: rows * columns)
      for i in 0..<rows {
        for j in 0..<columns {
          pieces.withUnsafeMutableBufferPointer { pieces in
            aPairs.withUnsafeBufferPointer { a in
              bPairs.withUnsafeBufferPointer { b in
                guard let c = pieces.baseAddress, let a = a.baseAddress, let b = b.baseAddress else { return }
                kernels.multiply(
                  1, 1, pairs, a + i * pairs, pairs, 1, b + j, columns, 1, c + i * columns + j, columns,
                  false,
                  nil, &scratch)
              }
            }
          }
        }
      }
      #expect(pieces.map(\.bitPattern) == result.map(\.bitPattern))
    }
  }

  private func bfloat16(_ name: String) throws -> latentwalk_bfloat16_kernels {
    try #require(latentwalk_bfloat16_kernels_with(name)).pointee
  }

  /// The upper half of a float's bits, rounded to nearest, ties to even.
  private func roundToNearest(_ value: Float) -> UInt32 {
    (value.bitPattern &+ 0x7fff &+ (value.bitPattern >> 16 & 1)) >> 16
  }

  private func value(_ half: UInt32) -> Double { Double(Float(bitPattern: half << 16)) }
}
