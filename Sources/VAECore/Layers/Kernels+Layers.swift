import CKernels

// The rules of an affine layer with its activation. In every shape `rows` are images of a batch.

extension Kernels {
  /// Forward: `output = activation(input weight + bias)`, `[rows x outputs]` from `[rows x inputs]`,
  /// `[inputs x outputs]` and `[outputs]`.
  package func affine(
    _ input: MatrixView, weight: MatrixView, bias: UnsafePointer<Float>, activation: Activation?,
    into output: MatrixView, scratch: UnsafeMutablePointer<Float>
  ) {
    multiply(input, weight, into: output, scratch: scratch)
    table.bias_activation(
      output.rows, output.columns, output.start, output.rowStride, bias, latentwalk_activation(activation))
  }

  /// Backward through an activation, in place: `gradient *= activation'(...)`, the slope being taken from the
  /// activation's own `output`; both `[rows x outputs]`.
  package func multiplyByActivationGradient(
    _ gradient: MatrixView, output: MatrixView, activation: Activation?
  ) {
    precondition(
      gradient.rows == output.rows && gradient.columns == output.columns
        && gradient.columnStride == 1 && output.columnStride == 1,
      "A gradient of \(gradient.shape) for an output of \(output.shape).")
    table.activation_gradient(
      output.rows, output.columns, output.start, output.rowStride, gradient.start, gradient.rowStride,
      latentwalk_activation(activation))
  }

  /// Backward to the input: `inputGradient = outputGradient weight^T`, `[rows x inputs]`.
  package func inputGradient(
    _ outputGradient: MatrixView, transposedWeight: MatrixView, into inputGradient: MatrixView,
    scratch: UnsafeMutablePointer<Float>
  ) {
    multiply(outputGradient, transposedWeight, into: inputGradient, scratch: scratch)
  }

  /// Backward to the weight: `weightGradient = input^T outputGradient`, `[inputs x outputs]`, summed over
  /// rows.
  package func weightGradient(
    input: MatrixView, outputGradient: MatrixView, into weightGradient: MatrixView,
    scratch: UnsafeMutablePointer<Float>
  ) {
    multiply(input.transposed, outputGradient, into: weightGradient, scratch: scratch)
  }

  /// Backward to the bias: `biasGradient[outputs]` is the sum of `outputGradient[rows x outputs]` over rows.
  package func biasGradient(_ outputGradient: MatrixView, into biasGradient: UnsafeMutablePointer<Float>) {
    table.column_sums(
      outputGradient.rows, outputGradient.columns, outputGradient.start, outputGradient.rowStride,
      biasGradient)
  }
}
