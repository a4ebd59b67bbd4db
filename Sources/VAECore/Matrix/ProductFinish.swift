import CKernels

/// What is applied to a product's elements while they are still in the L1 cache.
package enum ProductFinish {
  /// `c = activation(c + bias)`, the bias `[columns]` being added to each row.
  case affine(bias: UnsafePointer<Float>, activation: Activation?)
  /// `c *= activation'(...)`, the slope being taken from the activation's own outputs, of c's shape.
  case slope(of: Activation?, outputs: MatrixView)

  /// The same as the kernels take it.
  var constants: latentwalk_finish {
    switch self {
    case .affine(let bias, let activation):
      latentwalk_finish(
        bias: bias, activation: latentwalk_activation(activation), slope_outputs: nil, slope_row_stride: 0,
        slope_activation: .identity)
    case .slope(let activation, let outputs):
      latentwalk_finish(
        bias: nil, activation: .identity, slope_outputs: outputs.start,
        slope_row_stride: outputs.rowStride, slope_activation: latentwalk_activation(activation))
    }
  }
}
