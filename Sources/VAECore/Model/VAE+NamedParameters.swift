extension VAE {
  /// The parameters under PyTorch's names and in its order: weights as `[out, in]`.
  ///
  /// `encoder.fc1.weight`, `encoder.fc1.bias`, ..., `encoder.fc_mu.*`, `encoder.fc_logvar.*`,
  /// `decoder.fc1.*`, ...; the decoder's last layer gives the logits.
  public var namedParameters: [NamedParameter] {
    NetworkLayout(architecture).namedBlocks.flatMap { block in
      [
        NamedParameter(
          name: block.name + ".weight", shape: block.weightShape,
          values: block.weightPositions.map { parameters[$0] }),
        NamedParameter(
          name: block.name + ".bias", shape: block.biasShape,
          values: Array(parameters[block.biasRange])),
      ]
    }
  }

  /// A model from tensors of PyTorch's names, in any order.
  ///
  /// Every tensor must be there once, in its right shape, and none beside them.
  public init(_ architecture: Architecture, named: [NamedParameter]) throws(ParameterError) {
    do { try architecture.validate() } catch { throw .architecture(error) }
    var tensors: [String: NamedParameter] = [:]
    for tensor in named {
      guard tensors.updateValue(tensor, forKey: tensor.name) == nil else {
        throw .duplicate(name: tensor.name)
      }
    }
    let layout = NetworkLayout(architecture)

    // Everything is checked before room is made for it: sizes from a file may be anything.
    func take(_ name: String, shape: [Int]) throws(ParameterError) -> [Float] {
      guard let tensor = tensors.removeValue(forKey: name) else { throw .missing(name: name) }
      guard tensor.shape == shape else {
        throw .shape(name: name, expected: shape, found: tensor.shape)
      }
      let count = shape.reduce(1, *)
      guard tensor.values.count == count else {
        throw .valueCount(name: name, expected: count, found: tensor.values.count)
      }
      return tensor.values
    }
    var checked: [(block: NamedBlock, weight: [Float], bias: [Float])] = []
    for block in layout.namedBlocks {
      let weight = try take(block.name + ".weight", shape: block.weightShape)
      let bias = try take(block.name + ".bias", shape: block.biasShape)
      checked.append((block, weight, bias))
    }
    if let name = tensors.keys.min() { throw .unexpected(name: name) }

    var parameters = [Float](repeating: 0, count: layout.parameterCount)
    for (block, weight, bias) in checked {
      for (position, value) in zip(block.weightPositions, weight) { parameters[position] = value }
      parameters.replaceSubrange(block.biasRange, with: bias)
    }
    self.init(architecture, parameters: parameters)
  }
}

/// The columns of a layer that have a name of their own: all of them, or one of the encoder's two heads.
private struct NamedBlock {
  let name: String
  let layer: Linear
  let columns: Range<Int>

  var weightShape: [Int] { [columns.count, layer.inputs] }
  var biasShape: [Int] { [columns.count] }
  var biasRange: Range<Int> {
    let start = layer.biasRange.lowerBound
    return start + columns.lowerBound..<start + columns.upperBound
  }

  /// Where the elements of the weight lie in the flat buffer, in the order of `[out x in]`.
  var weightPositions: some Sequence<Int> {
    columns.lazy.flatMap { [layer] column in
      (0..<layer.inputs).lazy.map { layer.offset + $0 * layer.outputs + column }
    }
  }
}

extension NetworkLayout {
  fileprivate var namedBlocks: [NamedBlock] {
    layers.indices.flatMap { index -> [NamedBlock] in
      let layer = layers[index]
      let all = 0..<layer.outputs
      if index < heads {
        return [NamedBlock(name: "encoder.fc\(index + 1)", layer: layer, columns: all)]
      }
      if index > heads {
        return [NamedBlock(name: "decoder.fc\(index - heads)", layer: layer, columns: all)]
      }
      return [
        NamedBlock(name: "encoder.fc_mu", layer: layer, columns: 0..<latentSize),
        NamedBlock(name: "encoder.fc_logvar", layer: layer, columns: latentSize..<layer.outputs),
      ]
    }
  }
}
