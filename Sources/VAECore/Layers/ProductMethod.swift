/// How a dense layer's products are computed.
package enum ProductMethod: Equatable, Sendable {
  /// In floats, with every element of the input.
  case dense
  /// In floats; the input's zeros are listed out and skipped. Finite sums have the same bits.
  case nonzero
  /// In pairs of bfloat16, the gradient by the input too.
  case bfloat16

  /// The method for a layer of that size.
  ///
  /// ReLU's outputs are zero about every second time: skipping those just pays in floats, where rows of the weight are
  /// long enough to make up for the lists. Images have so many zeros that skipping them is faster than bfloat16.
  ///
  /// - Parameters:
  ///   - inputs: The columns of the input.
  ///   - outputs: The columns of the output.
  ///   - activation: What the input was computed with last; nil for images and codes.
  ///   - isSparseImage: Whether the input is images, enough of whose pixels are black.
  ///   - precision: In which numbers to multiply.
  init(
    inputs: Int, outputs: Int, after activation: Activation?, isSparseImage: Bool,
    precision: Learner.Precision
  ) {
    let isWide = outputs >= Self.minOutputs
    if isSparseImage && isWide {
      self = .nonzero
    } else if precision == .bf16 {
      self = isWide && inputs >= Self.minInputs ? .bfloat16 : .dense
    } else {
      self = isWide && activation?.makesZeros == true ? .nonzero : .dense
    }
  }

  private static let minOutputs = 96
  private static let minInputs = 64
}
