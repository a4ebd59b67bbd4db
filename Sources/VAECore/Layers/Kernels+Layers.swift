import CKernels

// The rules of an affine layer with its activation. In every shape `rows` are images of a batch.

extension Kernels {
  /// Forward: `output = activation(input weight + bias)`, `[rows x outputs]` from `[rows x inputs]`,
  /// `[inputs x outputs]` and `[outputs]`.
  package func affine(
    _ input: MatrixView, weight: MatrixView, bias: UnsafePointer<Float>, activation: Activation?,
    into output: MatrixView, scratch: UnsafeMutablePointer<Float>
  ) {
    multiply(
      input, weight, into: output, finish: .affine(bias: bias, activation: activation), scratch: scratch)
  }

  /// Backward to the input: `inputGradient = outputGradient weight^T`, `[rows x inputs]`.
  ///
  /// With a `slope` the gradient goes on through the activation that gave the input, of which it takes the
  /// outputs: `inputGradient *= activation'(...)`.
  package func inputGradient(
    _ outputGradient: MatrixView, transposedWeight: MatrixView, slope: ProductFinish? = nil,
    into inputGradient: MatrixView, scratch: UnsafeMutablePointer<Float>
  ) {
    multiply(outputGradient, transposedWeight, into: inputGradient, finish: slope, scratch: scratch)
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
