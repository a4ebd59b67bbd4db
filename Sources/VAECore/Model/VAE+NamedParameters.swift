extension VAE {
  /// The parameters under PyTorch's names and in its order: weights as `[out, in]`.
  ///
  /// `encoder.fc1.weight`, `encoder.fc1.bias`, ..., `encoder.fc_mu.*`, `encoder.fc_logvar.*`, `decoder.fc1.*`, ...; the
  /// decoder's last layer computes the logits.
  public var namedParameters: [NamedParameter] { architecture.named(parameters) }

  /// A model from tensors of PyTorch's names, in any order.
  ///
  /// - Throws: `ParameterError` unless every tensor is there once, in its right shape, and none beside them.
  public init(_ architecture: Architecture, named: [NamedParameter]) throws(ParameterError) {
    self.init(architecture, parameters: try architecture.flat(named))
  }
}

extension Architecture {
  /// Numbers in the order of a model's flat buffer, one for each parameter, as named tensors in the order of files.
  ///
  /// They may be the parameters or what an optimizer keeps for each of them.
  public func named(_ flat: [Float]) -> [NamedParameter] {
    precondition(flat.count == parameterCount, "\(flat.count) numbers for \(parameterCount) parameters.")
    return ParameterLayout(self).blocks.map { block in
      NamedParameter(name: block.name, shape: block.shape, values: block.positions.map { flat[$0] })
    }
  }

  /// The inverse of `named`, for tensors in any order.
  ///
  /// - Throws: `ParameterError` unless every tensor is there once, in its right shape, and none beside them, and where
  ///   no model of the architecture can be built.
  public func flat(_ named: [NamedParameter]) throws(ParameterError) -> [Float] {
    do { try validate() } catch { throw .architecture(error) }
    var tensors: [String: NamedParameter] = [:]
    for tensor in named {
      guard tensors.updateValue(tensor, forKey: tensor.name) == nil else {
        throw .duplicate(name: tensor.name)
      }
    }
    let layout = ParameterLayout(self)
    // Everything is checked before room is made for it: sizes from a file may be anything.
    let blocks = layout.blocks
    for block in blocks {
      guard let tensor = tensors[block.name] else { throw .missing(name: block.name) }
      guard tensor.shape == block.shape else {
        throw .shape(name: block.name, expected: block.shape, found: tensor.shape)
      }
      guard tensor.values.count == block.count else {
        throw .valueCount(name: block.name, expected: block.count, found: tensor.values.count)
      }
    }
    if tensors.count > blocks.count {
      let known = Set(blocks.map(\.name))
      if let name = tensors.keys.filter({ !known.contains($0) }).min() { throw .unexpected(name: name) }
    }
    var flat = [Float](repeating: 0, count: layout.count)
    for block in blocks {
      guard let tensor = tensors[block.name] else { continue }
      for (position, value) in zip(block.positions, tensor.values) { flat[position] = value }
    }
    return flat
  }
}
