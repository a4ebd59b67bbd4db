import CKernels
import Foundation
import Testing

@Suite("The finish of a product")
struct ProductFinishTests {
  static let widths = [1, 3, 16, 17, 33, 50]
  static let activations: [latentwalk_activation] = [.identity, .relu, .tanh, .sigmoid]

  @Test(
    "adds the bias and applies the activation, and writes nothing beyond a row", arguments: kernelNames,
    widths)
  func activates(name: String, columns: Int) throws {
    let kernels = try kernels(name)
    var numbers = TestNumbers(seed: 7)
    for activation in Self.activations {
      let product = SmallProduct(columns: columns, numbers: &numbers)
      let bias = numbers.next(columns)
      let plain = product.result(kernels, finish: nil)
      let result = product.activated(kernels, bias: bias, activation)
      product.check(result) { index, column in
        activate(activation, Double(plain[index] + bias[column]))
      }
    }
  }

  @Test("multiplies by the slope at an activation's outputs", arguments: kernelNames, widths)
  func slopes(name: String, columns: Int) throws {
    let kernels = try kernels(name)
    var numbers = TestNumbers(seed: 8)
    for activation in Self.activations {
      let product = SmallProduct(columns: columns, numbers: &numbers)
      let plain = product.result(kernels, finish: nil)
      let outputs = numbers.next(product.rows * (columns + 5))
      let result = outputs.withUnsafeBufferPointer { outputs in
        product.result(
          kernels,
          finish: latentwalk_finish(
            bias: nil, activation: .identity, slope_outputs: outputs.baseAddress,
            slope_row_stride: columns + 5, slope_activation: activation))
      }
      product.check(result) { index, column in
        let output = Double(outputs[index / product.stride * (columns + 5) + column])
        return Double(plain[index]) * slope(activation, output)
      }
    }
  }

  @Test("propagates NaN", arguments: kernelNames)
  func notANumber(name: String) throws {
    let kernels = try kernels(name)
    var numbers = TestNumbers(seed: 9)
    var product = SmallProduct(columns: 19, numbers: &numbers)
    product.a[0] = .nan
    let bias = [Float](repeating: 0, count: 19)
    for activation in Self.activations {
      let result = product.activated(kernels, bias: bias, activation)
      #expect(result.prefix(19).allSatisfy { $0.isNaN })
    }
  }

  private func activate(_ activation: latentwalk_activation, _ x: Double) -> Double {
    switch activation {
    case .relu: max(x, 0)
    case .tanh: tanh(x)
    case .sigmoid: 1 / (1 + exp(-x))
    default: x
    }
  }

  private func slope(_ activation: latentwalk_activation, _ output: Double) -> Double {
    switch activation {
    case .relu: output > 0 ? 1 : 0
    case .tanh: 1 - output * output
    case .sigmoid: output * (1 - output)
    default: 1
    }
  }
}

/// A product with two blocks of depth and of listed rows, computed densely and from lists.
private struct SmallProduct {
  let rows = 70
  let depth = 515
  let columns: Int
  var a: [Float]
  let b: [Float]
  var stride: Int { columns + 2 }

  init(columns: Int, numbers: inout TestNumbers) {
    self.columns = columns
    a = numbers.next(rows * depth).map { 0.1 * $0 }
    b = numbers.next(depth * columns)
  }

  /// The finished product, which must be the same from both computations, with 9 in the gaps between rows.
  func result(_ kernels: latentwalk_kernels, finish: latentwalk_finish?) -> [Float] {
    var scratch = [Float](repeating: .nan, count: kernels.product_scratch)
    var dense = [Float](repeating: 9, count: rows * stride)
    var listed = dense
    var lists = [latentwalk_nonzero](repeating: latentwalk_nonzero(), count: rows * (depth + 1))
    kernels.list_nonzero(rows, depth, a, depth, &lists, depth + 1)
    func multiply(_ finish: UnsafePointer<latentwalk_finish>?) {
      kernels.multiply(
        rows, columns, depth, a, depth, 1, b, columns, 1, &dense, stride, false, finish, &scratch)
      kernels.multiply_nonzero(
        rows, columns, depth, lists, depth + 1, b, columns, &listed, stride, false, finish, &scratch)
    }
    if let finish { withUnsafePointer(to: finish) { multiply($0) } } else { multiply(nil) }
    #expect(dense.map(\.bitPattern) == listed.map(\.bitPattern))
    return dense
  }

  /// The product with the bias added and the activation applied.
  func activated(
    _ kernels: latentwalk_kernels, bias: [Float], _ activation: latentwalk_activation
  ) -> [Float] {
    bias.withUnsafeBufferPointer { bias in
      result(
        kernels,
        finish: latentwalk_finish(
          bias: bias.baseAddress, activation: activation, slope_outputs: nil, slope_row_stride: 0,
          slope_activation: .identity))
    }
  }

  func check(_ result: [Float], against expected: (_ index: Int, _ column: Int) -> Double) {
    for (index, value) in result.enumerated() {
      let column = index % stride
      #expect(column < columns ? abs(Double(value) - expected(index, column)) < 5e-6 : value == 9)
    }
  }
}
