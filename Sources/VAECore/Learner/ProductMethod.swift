/// How a layer's products with its input are worked out: forward, and to the gradient of its weight.
enum ProductMethod: Equatable {
  /// Every element of the input counts.
  case dense
  /// The input's zeros are listed out and skipped; finite sums have the same bits.
  case nonzero

  /// The methods of all layers; `imagesHaveZeros` tells whether skipping the images' zeros pays.
  ///
  /// A rectifier's outputs are zero about every second time, at which skipping just pays where rows of the
  /// weight are long enough to make up for the lists.
  static func methods(_ layout: NetworkLayout, imagesHaveZeros: Bool) -> [ProductMethod] {
    layout.layers.indices.map { index in
      let followsRectifier =
        index > 0 && index != layout.decoder.lowerBound && layout.hiddenActivation == .relu
      let hasZeros = index == 0 ? imagesHaveZeros : followsRectifier
      return hasZeros && layout.layers[index].outputs >= leastOutputs ? .nonzero : .dense
    }
  }

  private static let leastOutputs = 96
}
