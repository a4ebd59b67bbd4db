/// The layers of a VAE and where each lies in the flat buffer of parameters.
///
/// The two heads of the encoder are one layer of `2 * latent` outputs, means first, log variances after them:
/// they have the same input, so one product does for both.
package struct NetworkLayout: Sendable, Equatable {
  /// All layers in order: the encoder's hidden layers, the heads, the decoder's hidden layers, the logits.
  package private(set) var layers: [Linear]
  /// Which of them is the heads.
  package let heads: Int
  /// What follows each layer.
  private let activations: [Activation?]
  /// Latent dimensions.
  package let latentSize: Int

  /// Lays out an architecture, which must be valid.
  package init(_ architecture: Architecture) {
    var layers: [Linear] = []
    for map in architecture.affineMaps {
      layers.append(
        Linear(inputs: map.inputs, outputs: map.outputs, offset: layers.last?.range.upperBound ?? 0))
    }
    self.layers = layers
    heads = architecture.encoder.count
    activations = architecture.affineMaps.map(\.activation)
    latentSize = architecture.latentSize
  }

  /// How many floats all layers take, from the first to the end of the last.
  package var parameterCount: Int { layers.last?.range.upperBound ?? 0 }

  /// The same layers, each beginning on a cache line, for buffers that begin on one.
  package var alignedToCacheLines: NetworkLayout {
    let line = 16
    var layout = self
    layout.layers = []
    for layer in layers {
      let end = layout.parameterCount
      layout.layers.append(
        Linear(inputs: layer.inputs, outputs: layer.outputs, offset: (end + line - 1) / line * line))
    }
    return layout
  }

  /// The layers of the encoder, the heads being the last.
  package var encoder: Range<Int> { 0..<heads + 1 }
  /// The layers of the decoder, that of the logits being the last.
  package var decoder: Range<Int> { heads + 1..<layers.count }

  /// The layer of the logits.
  package var logits: Linear { layers[layers.count - 1] }

  /// What follows a layer; nothing follows the heads and the logits.
  package func activation(of layer: Int) -> Activation? {
    activations[layer]
  }
}
