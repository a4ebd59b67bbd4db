/// The parameters of a network in one buffer, those of each part from a cache line on.
///
/// Gradients, and what an optimizer keeps for each parameter, lie in buffers of the same layout.
final class ParameterStore {
  /// The parts, in the order of the model's flat buffer.
  let parts: [any Parameters]
  /// Where each part begins.
  let offsets: [Int]
  /// All parameters.
  let parameters: FloatBuffer
  private let flatCount: Int

  /// Makes room for some parameters, and binds them to it.
  init(_ parts: [any Parameters]) {
    let line = 16
    var offsets: [Int] = []
    var end = 0
    for part in parts {
      let offset = (end + line - 1) / line * line
      offsets.append(offset)
      end = offset + part.count
    }
    self.parts = parts
    self.offsets = offsets
    flatCount = parts.reduce(0) { $0 + $1.count }
    // What lies between the parts is never read.
    parameters = FloatBuffer(uninitialized: end)
    for (part, offset) in zip(parts, offsets) {
      part.bind(to: ParameterPlace(parameters: parameters, offset: offset))
    }
  }

  /// Copies a model's parameters, and makes the copies that products read.
  func load(_ model: VAE, kernels: Kernels) { load(model, parts: parts.indices, kernels: kernels) }

  /// The same for some of the parts.
  func load(_ model: VAE, parts range: Range<Int>, kernels: Kernels) {
    precondition(model.parameters.count == flatCount, "The parameters of another architecture.")
    model.parameters.withUnsafeBufferPointer { flat in
      guard var start = flat.baseAddress else { return }
      for (index, part) in parts.enumerated() {
        if range.contains(index) {
          part.pack(start, into: parameters.start)
          for case let tile? in part.updateTiles(workers: 1) {
            part.refresh(tile, kernels: kernels, worker: 0)
          }
        }
        start += part.count
      }
    }
  }

  /// Copies what is in the order of a model's flat buffer to a buffer of the store's layout.
  func pack(_ flat: [Float], into values: FloatBuffer) {
    precondition(flat.count == flatCount, "\(flat.count) numbers for \(flatCount) parameters.")
    flat.withUnsafeBufferPointer { flat in
      guard var start = flat.baseAddress else { return }
      for part in parts {
        part.pack(start, into: values.start)
        start += part.count
      }
    }
  }

  /// The parameters in the order of a model's flat buffer.
  var flat: [Float] { flattened(parameters) }

  /// The inverse of `pack`.
  func flattened(_ values: FloatBuffer) -> [Float] {
    [Float](unsafeUninitializedCapacity: flatCount) { flat, count in
      guard var start = flat.baseAddress else { return }
      for part in parts {
        part.unpack(values.start, into: start)
        start += part.count
      }
      count = flatCount
    }
  }
}
