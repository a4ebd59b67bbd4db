import CKernels
import Foundation
import Testing

@Suite("Loops over rows")
struct RowTests {
  static let widths = [1, 3, 4, 15, 16, 17, 33, 50]

  @Test("bytes become exact quotients by 255", arguments: kernelNames)
  func scalesBytes(name: String) throws {
    let kernels = try kernels(name)
    let bytes = (0...255).map { UInt8($0) } + [255, 0, 7]
    var result = [Float](repeating: .nan, count: bytes.count)
    kernels.scale_bytes(bytes.count, bytes, &result)
    #expect(result == bytes.map { Float($0) / 255 })
  }

  @Test("a transpose moves every element to its place and touches no other", arguments: kernelNames, widths)
  func transposes(name: String, columns: Int) throws {
    let kernels = try kernels(name)
    var numbers = TestNumbers(seed: 5)
    for rows in [1, 3, 4, 16, 18, 37] {
      let values = numbers.next(rows * columns)
      var result = [Float](repeating: 9, count: columns * (rows + 2))
      kernels.transpose(rows, columns, values, columns, &result, rows + 2)
      let expected = (0..<columns).flatMap { j -> [Float] in
        (0..<rows).map { values[$0 * columns + j] } + [9, 9]
      }
      #expect(result == expected)
    }
  }

  @Test("column sums run down the rows in order", arguments: kernelNames, widths)
  func sumsColumns(name: String, columns: Int) throws {
    let kernels = try kernels(name)
    var numbers = TestNumbers(seed: 6)
    let rows = 29
    let values = numbers.next(rows * (columns + 1))
    var result = [Float](repeating: .nan, count: columns)
    kernels.column_sums(rows, columns, values, columns + 1, &result)
    let expected = (0..<columns).map { j in
      (0..<rows).reduce(Float(0)) { $0 + values[$1 * (columns + 1) + j] }
    }
    #expect(result == expected)
  }

  @Test("bias and activation reach every element of a row and none beyond it", arguments: kernelNames, widths)
  func activates(name: String, columns: Int) throws {
    let kernels = try kernels(name)
    var numbers = TestNumbers(seed: 7)
    let functions: [(latentwalk_activation, (Double) -> Double)] = [
      (.identity, { $0 }), (.relu, { max($0, 0) }), (.tanh, { tanh($0) }), (.sigmoid, { 1 / (1 + exp(-$0)) }),
    ]
    for (activation, function) in functions {
      let values = numbers.next(3 * (columns + 2)).map { 3 * $0 }
      let bias = numbers.next(columns)
      var result = values
      kernels.bias_activation(3, columns, &result, columns + 2, bias, activation)
      for (index, value) in result.enumerated() {
        let column = index % (columns + 2)
        let expected =
          column < columns ? function(Double(values[index] + bias[column])) : Double(values[index])
        #expect(abs(Double(value) - expected) < 5e-7)
      }
    }
  }

  @Test("an activation hands NaN on", arguments: kernelNames)
  func activatesNaN(name: String) throws {
    let kernels = try kernels(name)
    for activation in [latentwalk_activation.identity, .relu, .tanh, .sigmoid] {
      var values = [Float](repeating: .nan, count: 19)
      kernels.bias_activation(1, 19, &values, 19, [Float](repeating: 0, count: 19), activation)
      #expect(values.allSatisfy { $0.isNaN })
    }
  }
}
