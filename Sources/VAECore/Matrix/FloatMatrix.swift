/// A dense matrix of floats, row-major: the value for images, codes and probabilities.
public struct FloatMatrix: Sendable, Equatable {
  /// The number of rows, one for each image or code.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The elements, row after row: `[rows x columns]`.
  public private(set) var elements: [Float]

  /// Wraps elements that are already in row-major order; there must be `rows * columns` of them.
  public init(rows: Int, columns: Int, elements: [Float]) {
    precondition(
      rows >= 0 && columns >= 0 && elements.count == rows * columns,
      "A matrix of \(rows) x \(columns) cannot hold \(elements.count) elements.")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// Images of bytes for 0...1, `[rows x columns]`; there must be whole rows of them.
  public init(pixels: [UInt8], columns: Int) {
    precondition(
      columns > 0 && pixels.count.isMultiple(of: columns), "\(pixels.count) pixels in rows of \(columns).")
    self.init(rows: pixels.count / columns, columns: columns, elements: pixels.map { Float($0) / 255 })
  }

  /// A matrix of zeros.
  public init(rows: Int, columns: Int) {
    self.init(rows: rows, columns: columns, elements: [Float](repeating: 0, count: rows * columns))
  }

  /// The element in a row and a column, both counted from 0.
  public subscript(row: Int, column: Int) -> Float {
    get {
      checkPosition(row, column)
      return elements[row * columns + column]
    }
    set {
      checkPosition(row, column)
      elements[row * columns + column] = newValue
    }
  }

  /// One row, as a slice whose indices are those of `elements`.
  public func row(_ index: Int) -> ArraySlice<Float> {
    precondition(index >= 0 && index < rows, "Row \(index) of a matrix with \(rows) rows.")
    return elements[index * columns..<(index + 1) * columns]
  }

  private func checkPosition(_ row: Int, _ column: Int) {
    precondition(
      row >= 0 && row < rows && column >= 0 && column < columns,
      "Element (\(row), \(column)) of a matrix of \(rows) x \(columns).")
  }
}

extension FloatMatrix {
  /// Makes a matrix whose elements `fill` writes through a view; every one of them must be written.
  init(rows: Int, columns: Int, fill: (MatrixView) -> Void) {
    let elements = [Float](unsafeUninitializedCapacity: rows * columns) { buffer, count in
      if let start = buffer.baseAddress {
        fill(MatrixView(start, rows: rows, columns: columns))
      }
      count = rows * columns
    }
    self.init(rows: rows, columns: columns, elements: elements)
  }
}
