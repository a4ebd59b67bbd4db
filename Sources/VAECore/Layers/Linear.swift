/// Where one affine map `x W + b` lies in the flat buffer of parameters: the weight `[inputs x outputs]`,
/// row-major, and after it the bias `[outputs]`.
package struct Linear: Sendable, Equatable {
  /// The columns of what comes in.
  package let inputs: Int
  /// The columns of what goes out.
  package let outputs: Int
  /// Where the weight begins.
  package let offset: Int

  /// An affine map that begins at an offset.
  package init(inputs: Int, outputs: Int, offset: Int) {
    self.inputs = inputs
    self.outputs = outputs
    self.offset = offset
  }

  /// Where the weight lies.
  package var weightRange: Range<Int> { offset..<offset + inputs * outputs }
  /// Where the bias lies.
  package var biasRange: Range<Int> { weightRange.upperBound..<weightRange.upperBound + outputs }
  /// Where all of it lies.
  package var range: Range<Int> { weightRange.lowerBound..<biasRange.upperBound }

  /// The weight `[inputs x outputs]` in a flat buffer of parameters, or of their gradients.
  package func weight(in parameters: UnsafeMutablePointer<Float>) -> MatrixView {
    MatrixView(parameters + offset, rows: inputs, columns: outputs)
  }

  /// The transposed copy `[outputs x inputs]` of the weight, which lies at the same place in a buffer of its
  /// own.
  package func transposedWeight(in transposes: UnsafeMutablePointer<Float>) -> MatrixView {
    MatrixView(transposes + offset, rows: outputs, columns: inputs)
  }

  /// The bias `[outputs]` in a flat buffer of parameters, or of their gradients.
  package func bias(in parameters: UnsafeMutablePointer<Float>) -> UnsafeMutablePointer<Float> {
    parameters + biasRange.lowerBound
  }
}
