/// How a layer's products are worked out.
enum ProductMethod: Equatable {
  /// In floats, with every element of the input.
  case dense
  /// In floats; the input's zeros are listed out and skipped. Finite sums have the same bits.
  case nonzero
  /// In pairs of bfloat16, the gradient by the input too.
  case bfloat16

  /// The methods of all layers; `imagesHaveZeros` tells whether skipping the images' zeros pays.
  ///
  /// A rectifier's outputs are zero about every second time: skipping those just pays in floats, where rows of the
  /// weight are long enough to make up for the lists. Images have so many zeros that skipping them is faster
  /// than bfloat16.
  static func methods(
    _ layout: NetworkLayout, precision: Precision, imagesHaveZeros: Bool
  ) -> [ProductMethod] {
    layout.layers.indices.map { index in
      let layer = layout.layers[index]
      let isWide = layer.outputs >= leastOutputs
      if index == 0 && imagesHaveZeros && isWide { return .nonzero }
      if precision == .bf16 { return isWide && layer.inputs >= leastInputs ? .bfloat16 : .dense }
      let followsRectifier =
        index > 0 && index != layout.decoder.lowerBound && layout.activation(of: index - 1) == .relu
      return followsRectifier && isWide ? .nonzero : .dense
    }
  }

  private static let leastOutputs = 96
  private static let leastInputs = 64
}
