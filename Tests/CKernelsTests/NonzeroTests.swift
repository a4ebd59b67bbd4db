import CKernels
import Testing

@Suite("Lists of nonzero elements")
struct NonzeroTests {
  @Test(
    "hold a matrix's nonzero elements in order, and those of its transpose", arguments: kernelNames,
    // The last has more rows and columns than are listed at once.
    [(9, 21), (1, 1), (150, 300)])
  func lists(name: String, shape: (rows: Int, columns: Int)) throws {
    let kernels = try kernels(name)
    let (rows, columns) = shape
    let values = SparseMatrix(rows: rows, columns: columns, density: 0.3, seed: 11).values
    var lists = [latentwalk_nonzero](repeating: latentwalk_nonzero(), count: rows * (columns + 1))
    kernels.list_nonzero(rows, columns, values, columns, &lists, columns + 1)
    #expect(matrix(lists, rows: rows, columns: columns) == values)

    var transposed = [latentwalk_nonzero](repeating: latentwalk_nonzero(), count: columns * (rows + 1))
    var lengths = [UInt32](repeating: 7, count: columns)
    kernels.transpose_nonzero(rows, columns, lists, columns + 1, &transposed, rows + 1, &lengths)
    let expected = (0..<columns * rows).map { values[$0 % rows * columns + $0 / rows] }
    #expect(matrix(transposed, rows: columns, columns: rows) == expected)
  }

  @Test("keep NaN and infinity, and leave out both zeros", arguments: kernelNames)
  func specialValues(name: String) throws {
    let kernels = try kernels(name)
    var lists = [latentwalk_nonzero](repeating: latentwalk_nonzero(), count: 6)
    kernels.list_nonzero(1, 5, [0, .nan, -0.0, .infinity, .leastNonzeroMagnitude], 5, &lists, 6)
    #expect(lists.prefix(4).map(\.column) == [1, 3, 4, UInt32.max])
  }

  @Test(
    "make products with the bits of dense ones, plain and accumulated", arguments: kernelNames,
    [0, 0.02, 0.2, 0.6, 1])
  func products(name: String, density: Float) throws {
    let kernels = try kernels(name)
    let shapes = [
      (1, 1, 1), (1, 37, 5), (3, 1, 8), (2, 3, 0), (5, 16, 7), (15, 33, 10), (70, 400, 129), (64, 131, 300),
      (130, 24, 60), (3, 257, 1030),
    ]
    for (rows, columns, depth) in shapes {
      let a = SparseMatrix(rows: rows, columns: depth, density: density, seed: 12).values
      var numbers = TestNumbers(seed: 13)
      let b = numbers.next(depth * (columns + 2) + 1)
      let start = numbers.next(rows * (columns + 3))
      var scratch = [Float](repeating: .nan, count: kernels.product_scratch)
      var lists = [latentwalk_nonzero](repeating: latentwalk_nonzero(), count: rows * (depth + 1))
      kernels.list_nonzero(rows, depth, a, depth, &lists, depth + 1)
      for accumulates in [false, true] {
        var dense = start
        var listed = start
        kernels.multiply(
          rows, columns, depth, a, depth, 1, b, columns + 2, 1, &dense, columns + 3, accumulates, nil,
          &scratch)
        kernels.multiply_nonzero(
          rows, columns, depth, lists, depth + 1, b, columns + 2, &listed, columns + 3, accumulates, nil,
          &scratch)
        #expect(dense.map(\.bitPattern) == listed.map(\.bitPattern), "\(rows) x \(columns) x \(depth)")
      }
    }
  }

  /// A matrix from the lists of its rows, in which the columns must ascend.
  private func matrix(_ lists: [latentwalk_nonzero], rows: Int, columns: Int) -> [Float] {
    var values = [Float](repeating: 0, count: rows * columns)
    for row in 0..<rows {
      var last = -1
      for element in lists[row * (columns + 1)..<(row + 1) * (columns + 1)] {
        guard element.column != UInt32.max else { break }
        #expect(Int(element.column) > last && element.value != 0)
        last = Int(element.column)
        values[row * columns + last] = element.value
      }
    }
    return values
  }
}

/// A matrix of which the fraction `density` of the elements is not zero.
struct SparseMatrix {
  let values: [Float]

  init(rows: Int, columns: Int, density: Float, seed: UInt64) {
    var numbers = TestNumbers(seed: seed)
    values = (0..<max(1, rows * columns)).map { _ in
      let (chance, value) = (0.5 * numbers.next() + 0.5, numbers.next())
      return chance < density ? value + 2 : 0
    }
  }
}
