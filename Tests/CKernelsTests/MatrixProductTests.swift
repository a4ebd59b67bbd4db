import CKernels
import Testing

@Suite("FloatMatrix products")
struct MatrixProductTests {
  static let shapes = [
    (1, 1, 1), (1, 37, 5), (3, 1, 8), (2, 3, 0), (5, 16, 7), (13, 17, 3), (14, 32, 9), (15, 33, 10),
    (29, 48, 31), (64, 40, 20), (7, 8, 1030), (31, 95, 515),
  ]

  @Test(
    "equal sums in Double, in all four transpositions, plain and accumulated", arguments: kernelNames, shapes)
  func equalsReference(name: String, shape: (rows: Int, columns: Int, depth: Int)) throws {
    let kernels = try kernels(name)
    var numbers = TestNumbers(seed: 1)
    for (transposesA, transposesB) in [(false, false), (true, false), (false, true), (true, true)] {
      for accumulates in [false, true] {
        let product = Product(shape, transposesA: transposesA, transposesB: transposesB, numbers: &numbers)
        let result = product.result(kernels, accumulates: accumulates)
        var worst = 0.0
        for i in 0..<shape.rows {
          for j in 0..<shape.columns {
            let (expected, size) = product.reference(i, j, accumulates: accumulates)
            let error = abs(Double(result[i * product.cStride + j]) - expected) / (size + 1)
            worst = error.isNaN ? .infinity : max(worst, error)
          }
          let gap = result[(i * product.cStride + shape.columns)..<((i + 1) * product.cStride)]
          #expect(gap.elementsEqual(product.c[gap.indices]), "row \(i) was written beyond its end")
        }
        #expect(worst <= 1e-6)
      }
    }
  }

  @Test("of a real layer's size equal sums in Double", arguments: kernelNames)
  func equalsReferenceAtSize(name: String) throws {
    var numbers = TestNumbers(seed: 2)
    let product = Product((128, 400, 784), transposesA: false, transposesB: false, numbers: &numbers)
    let result = product.result(try kernels(name), accumulates: false)
    for _ in 0..<300 {
      let i = Int((numbers.next() + 1) * 63.9)
      let j = Int((numbers.next() + 1) * 199.9)
      let (expected, size) = product.reference(i, j, accumulates: false)
      #expect(abs(Double(result[i * product.cStride + j]) - expected) <= 1e-6 * (size + 1))
    }
  }

  @Test("have the same bits however rows and columns are split", arguments: kernelNames)
  func doesNotDependOnPieces(name: String) throws {
    let kernels = try kernels(name)
    var numbers = TestNumbers(seed: 3)
    for (transposesA, transposesB) in [(false, false), (true, false), (false, true)] {
      let shape = (rows: 45, columns: 83, depth: 700)
      let product = Product(shape, transposesA: transposesA, transposesB: transposesB, numbers: &numbers)
      let whole = product.result(kernels, accumulates: false)
      for pieces in [[7, 38], [1, 1, 43], [16, 16, 13], [44, 1]] {
        var byRows = product.c
        var byColumns = product.c
        var first = 0
        for piece in pieces {
          product.run(
            kernels, rows: first..<first + piece, columns: 0..<shape.columns, accumulates: false,
            into: &byRows)
          // The columns are split at the same places, and the last piece extends to the end.
          let end = first + piece == shape.rows ? shape.columns : first + piece
          product.run(
            kernels, rows: 0..<shape.rows, columns: first..<end, accumulates: false, into: &byColumns)
          first += piece
        }
        #expect(byRows.map(\.bitPattern) == whole.map(\.bitPattern), "rows cut as \(pieces)")
        #expect(byColumns.map(\.bitPattern) == whole.map(\.bitPattern), "columns cut as \(pieces)")
      }
    }
  }
}

/// Operands of a product, with gaps between the rows of the result.
private struct Product {
  let shape: (rows: Int, columns: Int, depth: Int)
  let a: [Float]
  let b: [Float]
  let c: [Float]
  let aStrides: (row: Int, column: Int)
  let bStrides: (row: Int, column: Int)
  let cStride: Int

  init(
    _ shape: (rows: Int, columns: Int, depth: Int), transposesA: Bool, transposesB: Bool,
    numbers: inout TestNumbers
  ) {
    self.shape = shape
    aStrides = transposesA ? (1, shape.rows) : (shape.depth, 1)
    bStrides = transposesB ? (1, shape.depth) : (shape.columns, 1)
    cStride = shape.columns + 3
    a = numbers.next(max(1, shape.rows * shape.depth))
    b = numbers.next(max(1, shape.depth * shape.columns))
    c = numbers.next(shape.rows * cStride)
  }

  func result(_ kernels: latentwalk_kernels, accumulates: Bool) -> [Float] {
    var result = c
    run(
      kernels, rows: 0..<shape.rows, columns: 0..<shape.columns, accumulates: accumulates, into: &result)
    return result
  }

  func run(
    _ kernels: latentwalk_kernels, rows: Range<Int>, columns: Range<Int>, accumulates: Bool,
    into result: inout [Float]
  ) {
    var scratch = [Float](repeating: .nan, count: kernels.product_scratch)
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        result.withUnsafeMutableBufferPointer { result in
          guard let a = a.baseAddress, let b = b.baseAddress, let c = result.baseAddress else { return }
          kernels.multiply(
            rows.count, columns.count, shape.depth,
            a + rows.lowerBound * aStrides.row, aStrides.row, aStrides.column,
            b + columns.lowerBound * bStrides.column, bStrides.row, bStrides.column,
            c + rows.lowerBound * cStride + columns.lowerBound, cStride, accumulates, nil, &scratch)
        }
      }
    }
  }

  /// One element as a sum in Double, and the sum of its terms' magnitudes.
  func reference(_ i: Int, _ j: Int, accumulates: Bool) -> (value: Double, size: Double) {
    var value = accumulates ? Double(c[i * cStride + j]) : 0
    var size = abs(value)
    for k in 0..<shape.depth {
      let term =
        Double(a[i * aStrides.row + k * aStrides.column]) * Double(b[k * bStrides.row + j * bStrides.column])
      value += term
      size += abs(term)
    }
    return (value, size)
  }
}
