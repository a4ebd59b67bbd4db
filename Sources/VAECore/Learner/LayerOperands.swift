/// What a pass keeps of a batch for one layer's products, beside its matrices of floats.
enum LayerOperands {
  /// Nothing.
  case floats
  /// The inputs as lists of what is not zero.
  case lists(InputLists)
  /// The inputs, and the gradients by the outputs, in pairs of bfloat16.
  case pairs(inputs: BatchPairs, outputGradients: BatchPairs)

  /// Makes room for batches of up to `capacity` rows; with `learns` there is to be a way back.
  init(_ method: ProductMethod, layer: Linear, capacity: Int, threads: Int, learns: Bool) {
    switch method {
    case .dense:
      self = .floats
    case .nonzero:
      self = .lists(
        InputLists(width: layer.inputs, capacity: capacity, threads: threads, keepsInputs: learns))
    case .bfloat16:
      self = .pairs(
        inputs: BatchPairs(capacity: capacity, columns: layer.inputs),
        outputGradients: BatchPairs(capacity: capacity, columns: layer.outputs))
    }
  }
}
