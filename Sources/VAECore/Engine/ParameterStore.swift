/// The parameters of a network's owners in one buffer, each owner's from a cache line on.
///
/// Gradients, and what an optimizer keeps for each parameter, lie in buffers of the same layout.
final class ParameterStore {
  /// The owners, in the order of the model's flat buffer.
  let owners: [any ParameterOwner]
  /// Where each owner's parameters begin.
  let offsets: [Int]
  /// The parameters.
  let parameters: FloatBuffer
  private let flatCount: Int

  /// Makes room for the parameters of some owners, and binds them to it.
  init(_ owners: [any ParameterOwner]) {
    let line = 16
    var offsets: [Int] = []
    var end = 0
    for owner in owners {
      let offset = (end + line - 1) / line * line
      offsets.append(offset)
      end = offset + owner.parameterCount
    }
    self.owners = owners
    self.offsets = offsets
    flatCount = owners.reduce(0) { $0 + $1.parameterCount }
    parameters = FloatBuffer(count: end)
    for (owner, offset) in zip(owners, offsets) {
      owner.bind(to: ParameterPlace(parameters: parameters, offset: offset))
    }
  }

  /// Copies a model's parameters, and makes the copies that products read.
  func load(_ model: VAE, kernels: Kernels) {
    pack(model.parameters, into: parameters)
    for owner in owners {
      for case let tile? in owner.updateTiles(workers: 1) { owner.refresh(tile, kernels: kernels, worker: 0) }
    }
  }

  /// Copies what is in the order of a model's flat buffer to a buffer of the store's layout.
  func pack(_ flat: [Float], into values: FloatBuffer) {
    precondition(flat.count == flatCount, "\(flat.count) numbers for \(flatCount) parameters.")
    flat.withUnsafeBufferPointer { flat in
      guard var start = flat.baseAddress else { return }
      for owner in owners {
        owner.pack(start, into: values.start)
        start += owner.parameterCount
      }
    }
  }

  /// The parameters in the order of a model's flat buffer.
  var flat: [Float] { flattened(parameters) }

  /// The inverse of `pack`.
  func flattened(_ values: FloatBuffer) -> [Float] {
    [Float](unsafeUninitializedCapacity: flatCount) { flat, count in
      guard var start = flat.baseAddress else { return }
      for owner in owners {
        owner.unpack(values.start, into: start)
        start += owner.parameterCount
      }
      count = flatCount
    }
  }
}
