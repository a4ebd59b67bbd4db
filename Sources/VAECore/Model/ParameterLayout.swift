/// Where the parameters of an architecture lie in a model's flat buffer: map by map, each weight as `[in x out]`,
/// row-major, and after it its bias `[out]`.
///
/// The heads of the encoder are one map of `2 * latent` outputs, means first, log variances after them: they have the
/// same input, so one product computes both.
package struct ParameterLayout: Sendable, Equatable {
  /// All maps in order: the encoder's hidden layers, the heads, the decoder's hidden layers, the pixels' parameters.
  package let maps: [AffineMap]
  /// The index of the heads.
  package let heads: Int
  private let latentSize: Int

  /// Lays out an architecture, which must be valid.
  package init(_ architecture: Architecture) {
    var maps: [AffineMap] = []
    for map in architecture.affineMaps {
      maps.append(
        AffineMap(
          inputs: map.inputs, outputs: map.outputs, activation: map.activation,
          offset: maps.last?.range.upperBound ?? 0))
    }
    self.maps = maps
    heads = architecture.encoder.count
    latentSize = architecture.latentSize
  }

  /// The maps of the encoder, the heads being the last.
  package var encoder: Range<Int> { 0..<heads + 1 }
  /// The maps of the decoder, that of the pixels' parameters being the last.
  package var decoder: Range<Int> { heads + 1..<maps.count }

  /// The number of floats in all maps.
  package var count: Int { maps.last?.range.upperBound ?? 0 }

  /// The tensors that files hold, in their order.
  package var blocks: [ParameterBlock] {
    maps.indices.flatMap { index -> [ParameterBlock] in
      let map = maps[index]
      if index < heads { return map.blocks(named: "encoder.fc\(index + 1)", columns: 0..<map.outputs) }
      if index > heads { return map.blocks(named: "decoder.fc\(index - heads)", columns: 0..<map.outputs) }
      return map.blocks(named: "encoder.fc_mu", columns: 0..<latentSize)
        + map.blocks(named: "encoder.fc_logvar", columns: latentSize..<map.outputs)
    }
  }
}

/// One affine map `x W + b` and what follows it, at its place in a flat buffer.
package struct AffineMap: Sendable, Equatable {
  /// The columns of x.
  package let inputs: Int
  /// The columns of the result.
  package let outputs: Int
  /// What follows, element by element.
  package let activation: Activation?
  /// Where the weight begins.
  package let offset: Int

  /// A map that begins at an offset.
  package init(inputs: Int, outputs: Int, activation: Activation? = nil, offset: Int = 0) {
    self.inputs = inputs
    self.outputs = outputs
    self.activation = activation
    self.offset = offset
  }

  /// Where the weight `[inputs x outputs]` lies.
  package var weightRange: Range<Int> { offset..<offset + inputs * outputs }
  /// Where the bias `[outputs]` lies.
  package var biasRange: Range<Int> { weightRange.upperBound..<weightRange.upperBound + outputs }
  /// Where all of it lies.
  package var range: Range<Int> { weightRange.lowerBound..<biasRange.upperBound }

  /// The weight and the bias of some of the outputs, as PyTorch's `nn.Linear` has them.
  fileprivate func blocks(named name: String, columns: Range<Int>) -> [ParameterBlock] {
    [
      ParameterBlock(
        name: name + ".weight", shape: [columns.count, inputs], offset: offset + columns.lowerBound,
        rowStride: 1, columnStride: outputs, decays: true),
      ParameterBlock(
        name: name + ".bias", shape: [columns.count], offset: biasRange.lowerBound + columns.lowerBound,
        rowStride: 1, columnStride: 1, decays: false),
    ]
  }
}

/// A tensor of a model: its name and shape in files, and where its elements lie in the flat buffer.
package struct ParameterBlock: Sendable, Equatable {
  /// PyTorch's name, such as `encoder.fc1.weight`.
  package let name: String
  /// `[out, in]` for a weight, `[out]` for a bias.
  package let shape: [Int]
  /// Where its first element lies.
  let offset: Int
  /// Elements from one output to the next.
  let rowStride: Int
  /// Elements from one input to the next.
  let columnStride: Int
  /// Whether weight decay applies to it: to weights, not to biases.
  package let decays: Bool

  /// The number of elements.
  package var count: Int { shape.reduce(1, *) }

  /// Where the elements lie in the flat buffer, in the order of the file.
  package var positions: some Sequence<Int> {
    let columns = count / shape[0]
    return (0..<shape[0]).lazy.flatMap { [self] row in
      (0..<columns).lazy.map { offset + row * rowStride + $0 * columnStride }
    }
  }
}
